/** The TypeScript client of openapi-generator at work. */
import {
  ActorsApi,
  Configuration,
  DeadlineKind,
  type ListPledgesRequest,
  type Problem,
  ProblemFromJSON,
  PledgesApi,
  ResponseError,
  Stage,
} from '../generated/openapi-generator-typescript';
import { check, fromTheFuture, URL } from './checking';

const api = new PledgesApi(new Configuration({ basePath: URL }));

/** The answer that a call throws. */
async function thrown(call: Promise<unknown>): Promise<Response> {
  const error = await call.then(() => undefined, (reason: unknown) => reason);
  check('an answer that is no success is thrown', error instanceof ResponseError);
  return error.response;
}

async function problemOf(call: Promise<unknown>): Promise<Problem> {
  return ProblemFromJSON(await (await thrown(call)).json());
}

const aPage = (query: ListPledgesRequest) => api.listPledges(query);

const pages = [await aPage({ limit: 20 })];
for (let cursor = pages[0]!.page.nextCursor; cursor; cursor = pages.at(-1)!.page.nextCursor)
  pages.push(await aPage({ limit: 20, cursor }));
const ids = pages.flatMap((page) => page.results.map((pledge) => pledge.id));
check(`${ids.length} pledges on ${pages.length} pages, each once`, pages.length > 2 && new Set(ids).size === ids.length);

const found = await aPage({ issuer: ['nato', 'fin'], stage: [Stage.Done, Stage.Reaffirmed] });
check('arrays filter', new Set(found.results.map((pledge) => pledge.stage)).size === 2);

const vague = (await aPage({ deadlineKind: [DeadlineKind.Vague] })).results[0]!;
check('a deadline without a day', vague.deadlines[0]?.latest === null);
check('a pledge without a deadline', (await aPage({ hasDeadline: false })).results[0]?.deadlines.length === 0);

const one = await api.getPledgeRaw({ pledgeId: vague.id });
check('one pledge', (await one.value()).quote === vague.quote);
const ifNoneMatch = one.raw.headers.get('ETag')!;
check('304', (await thrown(api.getPledge({ pledgeId: vague.id, ifNoneMatch }))).status === 304);

check('404 is a problem', (await problemOf(api.getPledge({ pledgeId: 'plg_nobody' }))).status === 404);
const refused = await problemOf(api.listPledges({ limit: 1000 }));
check('422 names the parameter', refused.errors[0]?.parameter === 'limit');

const later = new ActorsApi(new Configuration({ basePath: URL, fetchApi: fromTheFuture }));
check('an unknown kind passes', (await later.getActor({ actorId: 'est' })).kind === 'city');
