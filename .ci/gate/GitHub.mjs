import { createServer } from 'node:http';

/** What the gate needs of GitHub: the comments of pull requests. Programs reach it as a proxy. */
export class GitHub {
  static async start() {
    const github = new GitHub();
    github.server = createServer((request, response) =>
      github.answer(request, response),
    );
    await new Promise(resolve => github.server.listen(0, '127.0.0.1', resolve));
    return github;
  }

  /** Those that people and others than the gate made. */
  comments = [
    { id: 1, user: { type: 'User' }, body: '### Dockmaster: what is this?' },
    { id: 2, user: { type: 'Bot' }, body: 'Coverage: 100 %' },
  ];

  get ownComments() {
    return this.comments.slice(2).map(({ body }) => body);
  }

  /** What `gh` needs to know. */
  environment() {
    const proxy = `http://127.0.0.1:${this.server.address().port}`;
    return { GH_HOST: 'github.localhost', http_proxy: proxy, no_proxy: '' };
  }

  stop() {
    this.server.close();
  }

  async answer(request, response) {
    let text = '';
    for await (const chunk of request) text += chunk;
    const { pathname } = new URL(request.url);
    const one = /^\/repos\/acme\/fleet\/issues\/comments\/(\d+)$/.exec(
      pathname,
    );
    const of = /^\/repos\/acme\/fleet\/issues\/7\/comments$/.test(pathname);
    const { authorization } = request.headers;
    const reply = (status, content) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(content));
    };
    if (authorization !== 'token of-the-run') return reply(401, {});
    if (of && request.method === 'GET') return reply(200, this.comments);
    if (of && request.method === 'POST') {
      const { body } = JSON.parse(text);
      const comment = {
        id: this.comments.length + 1,
        user: { type: 'Bot' },
        body,
      };
      this.comments.push(comment);
      return reply(201, comment);
    }
    const known = one && this.comments.find(({ id }) => id === Number(one[1]));
    if (known && request.method === 'PATCH') {
      known.body = JSON.parse(text).body;
      return reply(200, known);
    }
    return reply(404, { message: 'Not Found' });
  }
}
