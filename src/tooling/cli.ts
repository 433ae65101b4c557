#!/usr/bin/env node
import { createInterface } from 'node:readline/promises';
import { runCommandLine } from './command-line.js';

// a reader that has enough, such as `head`, stops no work
for (const stream of [process.stdout, process.stderr]) {
	stream.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code !== 'EPIPE') throw error;
	});
}

process.exitCode = await runCommandLine(process.argv.slice(2), {
	out: (line) => console.log(line),
	error: (line) => console.error(line),
	...(process.stderr.isTTY && { screen: process.stderr }),
	...(process.stdin.isTTY && process.stdout.isTTY && { ask }),
});

async function ask(question: string): Promise<string> {
	const line = createInterface({ input: process.stdin, output: process.stdout });
	try {
		return await line.question(question);
	} finally {
		line.close();
	}
}
