#!/usr/bin/env node
import { runCommandLine } from './command-line.js';

process.exitCode = await runCommandLine(process.argv.slice(2), {
	out: (line) => console.log(line),
	error: (line) => console.error(line),
	...(process.stderr.isTTY && { screen: process.stderr }),
});
