/** The client of hey-api at work. */
import { getActor, getPledge, listPledges, type ListPledgesData, type PledgePage } from '../generated/hey-api';
import { client } from '../generated/hey-api/client.gen';
import { check, fromTheFuture, URL } from './checking';

client.setConfig({ baseUrl: URL });

async function aPage(query: ListPledgesData['query']): Promise<PledgePage> {
  const { data, error } = await listPledges({ query });
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

const one = await getPledge({ path: { pledge_id: vague.id } });
check('one pledge', one.data?.quote === vague.quote);
const tag = one.response!.headers.get('ETag')!;
const again = await getPledge({ path: { pledge_id: vague.id }, headers: { 'If-None-Match': tag } });
check('304', again.response!.status === 304);

const missing = await getPledge({ path: { pledge_id: 'plg_nobody' } });
check('404 is a problem', missing.error?.status === 404);
const refused = await listPledges({ query: { limit: 1000 } });
check('422 names the parameter', refused.error?.errors[0]?.parameter === 'limit');

const future = await getActor({ path: { actor_id: 'est' }, fetch: fromTheFuture });
check('an unknown kind passes', future.data?.kind === 'city');
