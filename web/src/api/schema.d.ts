/** Generated from openapi.json by `npm run api`; this is what stands in until the first one is there. */
/* eslint-disable */
export type paths = any;
export type components = { schemas: any };
