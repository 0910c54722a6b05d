// The same reads as the control plane's, from memory, the way one would write them for Fastify: a schema for the
// serializer, one array for each name, role and status, kept in the order of ids.
// Usage: node server.js <agents.json> <presence.json> <api key>; prints its port.
const fs = require('node:fs');
const crypto = require('node:crypto');
const fastify = require('fastify')();

const text = { type: 'string' };
const texts = { type: 'array', items: text };
const found = {
  type: 'object',
  properties: {
    id: text, name: text, slug: text, role: text, status: text, transport: text,
    capabilities: texts, skills: texts, endpoint_url: text, last_heartbeat_at: text,
  },
};
const answer = {
  type: 'object',
  properties: {
    agents: { type: 'array', items: found },
    query: { type: 'object', additionalProperties: text },
    total: { type: 'integer' },
    total_is_exact: { type: 'boolean' },
    next_cursor: text,
  },
};

const seen = {
  type: 'object',
  properties: {
    agent: text, name: text, slug: text, role: text, presence: text, status: text, since: text,
    last_heartbeat_at: text, connected: { type: 'boolean' }, stuck: { type: 'boolean' },
    duplicate_instance: { type: 'boolean' }, transport: text,
    location: { type: 'object', properties: { private_ip: text, vpc_id: text, hostname: text } },
    capabilities: texts, skills: texts, work_in_flight: { type: 'integer' },
  },
};
const snapshot = {
  type: 'object',
  properties: {
    network_id: text, at: text, hub_connected: { type: 'boolean' }, agents: { type: 'array', items: seen },
    next_cursor: text,
  },
};

const agents = JSON.parse(fs.readFileSync(process.argv[2], 'utf8')).sort((a, b) => (a.id < b.id ? -1 : 1));
const index = new Map();
const add = (term, agent) => {
  if (!index.has(term)) index.set(term, []);
  index.get(term).push(agent);
};
for (const agent of agents) {
  add('role=' + agent.role, agent);
  add('status=' + agent.status, agent);
  for (const name of new Set(agent.capabilities)) add('capability=' + name, agent);
  for (const name of new Set(agent.skills)) add('skill=' + name, agent);
}
const keys = new Set([crypto.createHash('sha256').update(process.argv[4]).digest('hex')]);

fastify.get('/discover', { schema: { response: { 200: answer } } }, (request, reply) => {
  const key = request.headers['x-agent-key'];
  if (!key || !keys.has(crypto.createHash('sha256').update(key).digest('hex'))) {
    return reply.code(401).send();
  }
  const { capability, skill, role, status, limit } = request.query;
  let lists = [];
  if (capability) lists.push(index.get('capability=' + capability) ?? []);
  if (skill) lists.push(index.get('skill=' + skill) ?? []);
  if (role) lists.push(index.get('role=' + role) ?? []);
  if (status) lists.push(index.get('status=' + status) ?? []);
  lists.sort((a, b) => a.length - b.length);
  const most = Number(limit ?? 100);
  const page = [];
  const list = lists[0] ?? agents;
  for (let i = 0; i < list.length && page.length < most; i++) {
    const one = list[i];
    if ((!capability || one.capabilities.includes(capability)) && (!skill || one.skills.includes(skill))
        && (!role || one.role === role) && (!status || one.status === status)) {
      page.push(one);
    }
  }
  const total = lists.length === 0 ? agents.length : lists[0].length;
  reply.send({
    agents: page, query: request.query, total, total_is_exact: lists.length < 2, next_cursor: page.at(-1)?.id,
  });
});

const table = JSON.parse(fs.readFileSync(process.argv[3], 'utf8')).sort((a, b) => (a.agent < b.agent ? -1 : 1));
const places = new Map(table.map((one, place) => [one.agent, place]));

fastify.get('/presence', { schema: { response: { 200: snapshot } } }, (request, reply) => {
  const key = request.headers['x-agent-key'];
  if (!key || !keys.has(crypto.createHash('sha256').update(key).digest('hex'))) {
    return reply.code(401).send();
  }
  const { cursor, limit } = request.query;
  const first = cursor ? places.get(cursor) + 1 : 0;
  const page = table.slice(first, first + Number(limit ?? 100));
  reply.send({
    network_id: 'network', at: new Date().toISOString(), hub_connected: true, agents: page,
    next_cursor: page.at(-1)?.agent,
  });
});

fastify.listen({ port: 0, host: '127.0.0.1' }).then(() => console.log(fastify.server.address().port));
