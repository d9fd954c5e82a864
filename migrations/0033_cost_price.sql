-- owner: retail
-- 成本价: what one of a SKU costs the brand, in 分, if somebody said so.
alter table sku add column cost_price {{bigint}};
