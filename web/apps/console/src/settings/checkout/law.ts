// What the law allows a prepaid card to hold, in 分 (单用途商业预付卡管理办法; 国办发〔2011〕25 号).
// The server refuses more; told here so that nobody has to try.

export const NAMED_CAP_BY_LAW = 500_000
export const BEARER_CAP_BY_LAW = 100_000
