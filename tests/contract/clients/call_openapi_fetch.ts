/** openapi-fetch at work, with the types of openapi-typescript. */
import createClient from 'openapi-fetch';
import type { components, operations, paths } from '../generated/openapi';
import { check, fromTheFuture, URL } from './checking';

const client = createClient<paths>({ baseUrl: URL });

async function aPage(
  query: operations['list_pledges']['parameters']['query'],
): Promise<components['schemas']['PledgePage']> {
  const { data, error } = await client.GET('/v1/pledges', { params: { query } });
  check(`a page ${error?.detail ?? ''}`, data);
  return data;
}

const pages = [await aPage({ limit: 20 })];
for (let cursor = pages[0]!.page.next_cursor; cursor; cursor = pages.at(-1)!.page.next_cursor)
  pages.push(await aPage({ limit: 20, cursor }));
const ids = pages.flatMap((page) => page.results.map((pledge) => pledge.id));
check(`${ids.length} pledges on ${pages.length} pages, each once`, pages.length > 2 && new Set(ids).size === ids.length);

const found = await aPage({ issuer: ['nato', 'fin'], stage: ['done', 'reaffirmed'] });
check('arrays filter', new Set(found.results.map((pledge) => pledge.stage)).size === 2);

const vague = (await aPage({ deadline_kind: ['vague'] })).results[0]!;
check('a deadline without a day', vague.deadlines[0]?.latest === null);
check('a pledge without a deadline', (await aPage({ has_deadline: false })).results[0]?.deadlines.length === 0);

const path = { pledge_id: vague.id };
const one = await client.GET('/v1/pledges/{pledge_id}', { params: { path } });
check('one pledge', one.data?.quote === vague.quote);
const header = { 'If-None-Match': one.response.headers.get('ETag')! };
const again = await client.GET('/v1/pledges/{pledge_id}', { params: { path, header } });
check('304', again.response.status === 304);

const missing = await client.GET('/v1/pledges/{pledge_id}', { params: { path: { pledge_id: 'plg_nobody' } } });
check('404 is a problem', missing.error?.status === 404);
const refused = await client.GET('/v1/pledges', { params: { query: { limit: 1000 } } });
check('422 names the parameter', refused.error?.errors[0]?.parameter === 'limit');

const future = await client.GET('/v1/actors/{actor_id}', { params: { path: { actor_id: 'est' } }, fetch: fromTheFuture });
check('an unknown kind passes', future.data?.kind === 'city');
