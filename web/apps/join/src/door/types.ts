// Names for what the contract says of the door.

import type { Answer, Body } from '@huitong/api'

export type Door = Answer<'/api/v1/join/{code}', 'get'>
export type Ask = Door['asks'][number]
export type Sent = Answer<'/api/v1/join/{code}/digits', 'post'>
export type Proved = Answer<'/api/v1/join/{code}/proof', 'post'>
export type Joined = Answer<'/api/v1/join/{code}/member', 'post'>
export type Given = Body<'/api/v1/join/{code}/member', 'post'>['consents'][number]
