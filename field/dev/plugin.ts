/** Answers the phone's requests on the development server, so that the screens can be tried without the desk. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Connect, Plugin } from "vite";
import { Peer, PRACTICE, type Request } from "./peer.ts";
import { sampleTown } from "./sample.ts";

export function practiceServer(): Plugin {
  const peer = Peer.create(sampleTown());
  return {
    name: "waymeet-practice-server",
    apply: "serve",
    configureServer(server) {
      server.middlewares.use(answering(peer));
      const { passphrase, enrolment, turfCode, nightCode } = PRACTICE;
      server.config.logger.info(
        `Practice server: any name, passphrase "${passphrase}", code for a new phone ${enrolment}, turf code ${turfCode}, tonight's code ${nightCode}.`,
      );
    },
    configurePreviewServer(server) {
      server.middlewares.use(answering(peer));
    },
  };
}

function answering(peer: Promise<Peer>): Connect.NextHandleFunction {
  return (request, response, next) => {
    const path = request.url?.split("?")[0] ?? "";
    if (!/^\/field\/(organizing|care)(\/week)?\/[a-z-]+$/.test(path)) return next();
    void answer(peer, request, path, response);
  };
}

async function answer(
  peer: Promise<Peer>,
  request: IncomingMessage,
  path: string,
  response: ServerResponse,
): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const asked: Request = {
    method: request.method ?? "GET",
    path,
    headers: request.headers as Record<string, string>,
    body: new Uint8Array(Buffer.concat(parts)),
  };
  const reply = await (await peer).handle(asked).catch(() => ({ status: 400, json: { sentence: "Not readable." } }));
  response.writeHead(reply.status, { "Content-Type": "application/json" }).end(JSON.stringify(reply.json));
}
