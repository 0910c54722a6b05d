// The peer of the token benchmark: the same question answered with Fastify 5, jose and pg, on the same PostgreSQL. One
// query a request reads everything, prepared by name; what it does not do is what Centter does beside it (audit,
// revocations of parts, delegation).
import { createHash, timingSafeEqual } from 'node:crypto';
import Fastify from 'fastify';
import { SignJWT, generateKeyPair } from 'jose';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 8 });
const { privateKey } = await generateKeyPair('ES256');
const kid = 'peer-1';

const READ = {
  name: 'read',
  text: `SELECT a.api_key_hash,
           ARRAY(SELECT r.scope FROM team_agents t JOIN role_scopes r ON r.network_id = t.network_id AND r.role = t.role
                 WHERE t.agent_id = a.id
                 UNION SELECT p.scope FROM permissions p
                 WHERE p.network_id = a.network_id AND p.agent_id = a.id AND p.effect = 'grant' AND p.ended_at IS NULL) AS scopes,
           b.builtin_skills || b.custom_skills AS skills
         FROM agents a JOIN agents b ON b.id = $3 AND b.network_id = a.network_id
         WHERE a.id = $1 AND a.network_id = $2 AND a.deleted_at IS NULL`,
};

const covers = (held, asked) => {
  const whole = held.split(/[:/]/);
  const part = asked.split(/[:/]/);
  return whole.length <= part.length && whole.every((word, i) => word === '*' || word === part[i]);
};

const app = Fastify();
app.get('/fixed', async () => ({ ok: true }));
app.post('/api/v1/networks/:network/auth/token', {
  schema: {
    body: {
      type: 'object',
      required: ['agent_id', 'api_key', 'scopes', 'audience'],
      properties: {
        agent_id: { type: 'string' },
        api_key: { type: 'string' },
        audience: { type: 'string' },
        scopes: { type: 'array', items: { type: 'string' } },
      },
    },
    response: {
      200: {
        type: 'object',
        properties: {
          token: { type: 'string' },
          token_type: { type: 'string' },
          expires_in: { type: 'integer' },
          scopes_granted: { type: 'array', items: { type: 'string' } },
          scopes_dropped: { type: 'array', items: { type: 'string' } },
        },
      },
    },
  },
}, async (request, reply) => {
  const { agent_id: agent, api_key: key, scopes, audience } = request.body;
  const network = request.params.network;
  const { rows } = await pool.query({ ...READ, values: [agent, network, audience] });
  const hash = createHash('sha256').update(key).digest();
  if (rows.length === 0 || !timingSafeEqual(rows[0].api_key_hash, hash)) {
    return reply.code(401).send({ code: 'invalid-credentials' });
  }
  const { scopes: held, skills } = rows[0];
  const granted = scopes.filter((scope) => held.some((one) => covers(one, scope))
    && (!scope.startsWith('skill:') || skills.includes(scope.split(/[:/]/)[2])));
  if (granted.length === 0) {
    return reply.code(403).send({ code: 'no-scope-granted' });
  }
  const token = await new SignJWT({ scopes: granted, scope: granted.join(' ') })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid })
    .setIssuer(`urn:centter:network:${network}`)
    .setSubject(agent)
    .setAudience(audience)
    .setJti(crypto.randomUUID())
    .setIssuedAt()
    .setNotBefore('0s')
    .setExpirationTime('1h')
    .sign(privateKey);
  return {
    token,
    token_type: 'Bearer',
    expires_in: 3600,
    scopes_granted: granted,
    scopes_dropped: scopes.filter((scope) => !granted.includes(scope)),
  };
});

await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
console.log('ready');
