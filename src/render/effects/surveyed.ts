import type { Effect, LayerCommands } from '../../protocol/image-request.js';
import type { Size } from '../../protocol/values.js';
import { type Canvas, release } from '../canvas/canvas.js';
import type { Matrix } from '../geometry/matrix.js';
import type { Tone } from '../pixels/colorize.js';
import type { Surroundings } from '../pixels/operations.js';
import type { RenderPort } from '../port.js';
import { hasOuterEffects, isOutlined } from './effects.js';
import { measureTone, needsTone } from './operations.js';
import type { Survey } from './survey.js';

/** What decides about a part of a picture, but only the whole of it tells. */
export interface Whole {
	/** that `op_colorize` normalises by */
	readonly tone?: Tone;
	/** whether effects have an outline to begin at */
	readonly outlined?: boolean;
}

/** A layer, or the composite, as it is drawn for a survey. */
interface Subject {
	/** of its final rectangle */
	readonly size: Size;
	/** from its final rectangle to pixels of the survey */
	readonly toSurvey: Matrix;
	readonly surroundings: Surroundings;
	/** draws what operations are done to */
	drawPlain(): Promise<Canvas>;
	/** draws what effects belong to */
	drawFinished(tone: Tone | undefined): Promise<Canvas>;
}

/** What is to be done to a layer, or to the composite. */
interface Treatment {
	readonly commands: LayerCommands;
	readonly effects: readonly Effect[];
}

/** True if operations or effects have to know the whole of a picture, where only a part is drawn. */
export function knowsWhole(commands: LayerCommands, effects: readonly Effect[]): boolean {
	return needsTone(commands) || hasOuterEffects(effects);
}

/**
 * Looks at the whole of a picture of which a part is to be drawn.
 * @param survey undefined: all of it is to be drawn
 */
export async function surveyed(
	survey: Survey | undefined,
	{ commands, effects }: Treatment,
	port: RenderPort,
	subjectIn: (survey: Survey) => Subject,
): Promise<Whole> {
	if (!survey || !knowsWhole(commands, effects)) return {};
	const subject = subjectIn(survey);
	const tone = needsTone(commands) ? await toneOf(subject, commands) : undefined;
	const known = tone && { tone };
	if (!hasOuterEffects(effects)) return { ...known };
	const canvas = await subject.drawFinished(tone);
	const { size, toSurvey: toArea } = subject;
	const area = { x: 0, y: 0, ...survey.size };
	const outlined = await isOutlined({ canvas, area, toArea, size, opacity: 1 }, port);
	release(canvas.canvas);
	return { ...known, outlined };
}

async function toneOf(subject: Subject, commands: LayerCommands): Promise<Tone> {
	const canvas = await subject.drawPlain();
	const tone = await measureTone(canvas, commands, subject.surroundings);
	release(canvas.canvas);
	return tone;
}
