import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen } from './listening-server.js';

/** Where Debian and its kin put the two (`apt install nginx libnginx-mod-http-image-filter`). */
const PROGRAM = '/usr/sbin/nginx';
const MODULE = '/usr/lib/nginx/modules/ngx_http_image_filter_module.so';

/** Why there is no nginx with its image filter here; undefined: there is one. */
export const whyNoNginx = [PROGRAM, MODULE].every(existsSync)
	? undefined
	: `${PROGRAM} and ${MODULE} are not both installed`;

/** nginx that resizes, `/resize/300x200/shoes/red.png`, in front of a folder of its own. */
export interface NginxServer {
	readonly origin: string;
	/** where its pictures lie */
	readonly folder: string;
	close(): Promise<void>;
}

/** Resolves when it answers. */
export async function startNginxServer(): Promise<NginxServer> {
	const home = await mkdtemp(join(tmpdir(), 'nginx-'));
	const folder = join(home, 'pictures');
	await mkdir(folder);
	const port = await freePort();
	await writeFile(join(home, 'nginx.conf'), configuration(home, folder, port));
	const nginx = spawn(PROGRAM, ['-p', home, '-c', 'nginx.conf', '-e', 'stderr'], { stdio: 'ignore' });
	const gone = once(nginx, 'exit');
	const origin = `http://localhost:${port}`;
	await untilItAnswers(origin, gone);
	return {
		origin,
		folder,
		async close() {
			nginx.kill('SIGTERM');
			await gone;
			await rm(home, { recursive: true });
		},
	};
}

function configuration(home: string, folder: string, port: number): string {
	return `
load_module ${MODULE};
daemon off;
master_process off;
pid ${home}/nginx.pid;
error_log stderr;
events {}
http {
	access_log off;
	types { image/png png; }
	client_body_temp_path ${home}/body;
	proxy_temp_path ${home}/proxy;
	fastcgi_temp_path ${home}/fastcgi;
	uwsgi_temp_path ${home}/uwsgi;
	scgi_temp_path ${home}/scgi;
	server {
		listen 127.0.0.1:${port};
		listen [::1]:${port};
		add_header Access-Control-Allow-Origin * always;
		location ~ ^/resize/(\\d+)x(\\d+)/(.+)$ {
			alias ${folder}/$3;
			image_filter resize $1 $2;
		}
	}
}
`;
}

/** nginx cannot be told to choose one itself. */
async function freePort(): Promise<number> {
	const probe = await listen(() => {}, 0, 'localhost');
	await probe.stop();
	return probe.port;
}

async function untilItAnswers(origin: string, gone: Promise<unknown>): Promise<void> {
	const hasEnded = gone.then(() => {
		throw new Error('nginx has ended; its configuration may be wrong for this version');
	});
	for (;;) {
		const answer = fetch(origin).then(
			() => true,
			() => false,
		);
		if (await Promise.race([answer, hasEnded])) break;
	}
	hasEnded.catch(() => {});
}
