import { ON_CARD } from '../catalogs.js';
import type { Row } from '../row.js';

const HELLO = 'size=120,60&color=ffffff&text=';
const PS = '?size=120,60&color=ffffff&textPs=';
const LINES = 'The quick brown fox jumps over the lazy dog';
const COLORS = '{\\colortbl;\\red200\\green60\\blue50;\\red30\\green120\\blue90;}';
const font = (name: string) => `{\\fonttbl{\\f0 ${name};}}\\f0`;
const JAPANESE = `${font('Noto Sans JP')}\\fs24`;

/** `text=` and `textPs=`; a test holds that every word of RTF is shown. */
export const TEXT_ROWS: readonly Row[] = [
	['text', 'text', `?${HELLO}Hello`],
	['text-wrap', 'size', `?size=120,0&color=ffffff&text=${LINES}`],
	['text-ps', 'textPs \\fs', `${PS}\\fs28 ${LINES}`],
	['text-self-sizing', 'bgColor', `${ON_CARD}&text=\\fs48 Sale&bgColor=f0c846`],
	['text-styles', '\\b \\i \\ul \\ulnone', `?${HELLO}{\\b bold} {\\i italic} {\\ul under\\ulnone none}`],
	['text-plain', '\\plain', `${PS}\\b\\fs40 bold \\plain plain`],
	[
		'text-underlines',
		'\\uld \\uldash \\uldashd \\uldashdd \\uldb \\ulth \\ulw \\ulwave',
		`?${HELLO}\\fs28{\\uld mm} {\\uldash mm} {\\uldashd mm} {\\uldashdd mm} {\\uldb mm} {\\ulth mm} {\\ulw mm} {\\ulwave mm}`,
	],
	['text-sizes', '\\fs', `?${HELLO}\\fs16 eight \\fs32 sixteen \\fs48 x`],
	['text-colors', '\\cf', `?${HELLO}${COLORS}\\cf1 red \\cf2 green`],
	[
		'text-image-serving-colors',
		'textPs',
		`${PS}{\\*\\iscolortbl;1e785a;c43c3280;}${COLORS}\\fs40\\cf1 table \\cf2 half`,
		{ unlike: `${PS}${COLORS}\\fs40\\cf1 table \\cf2 half` },
	],
	[
		'text-super-sub',
		'\\super \\sub \\up \\dn',
		`?${HELLO}\\fs36 a{\\super 2} b{\\sub 3} {\\up12 up}{\\dn12 down}`,
	],
	['text-capitals', '\\caps \\scaps', `${PS}\\fs32{\\caps large} {\\scaps Small}`],
	['text-kerning', '\\kerning', `?${HELLO}\\fs60\\kerning0 AVAT`],
	[
		'text-kerning-metric',
		'\\kerningmetric',
		`${PS}\\kerningoptical\\kerningmetric\\fs60 AVAT`,
		{ same: 'it is the default' },
	],
	[
		'text-kerning-optical',
		'\\kerningoptical',
		`${PS}\\kerningoptical\\fs60 AVAT`,
		{ same: 'canvases kern as the font says' },
	],
	['text-spacing', '\\expndtw \\charscalex', `?${HELLO}\\expndtw80 wide\\expndtw0\\par\\charscalex200 broad`],
	[
		'text-spacing-quarters',
		'\\expnd \\charscaley',
		`?${HELLO}\\expnd16 wide\\par\\expnd0\\charscaley200 high`,
	],
	['text-left', '\\ql', `${PS}\\qr\\ql ${LINES}`],
	['text-center', '\\qc', `?${HELLO}\\qc ${LINES}`],
	['text-right', '\\qr', `?${HELLO}\\qr ${LINES}`],
	['text-justify', '\\qj', `${PS}\\qj ${LINES}`],
	['text-last-left', '\\lastql', `${PS}\\qj\\lastqr\\lastql ${LINES}`],
	['text-last-center', '\\lastqc', `${PS}\\qj\\lastqc ${LINES}`],
	['text-last-right', '\\lastqr', `${PS}\\qj\\lastqr ${LINES}`],
	['text-last-justified', '\\lastqj', `${PS}\\qj\\lastqj ${LINES} runs`],
	['text-vertical-top', '\\vertalt', `?${HELLO}\\vertalb\\vertalt top`],
	['text-vertical-center', '\\vertalc \\qc', `?${HELLO}\\vertalc\\qc middle`],
	['text-vertical-bottom', '\\vertalb \\qr', `?${HELLO}\\vertalb\\qr end`],
	['text-indents', '\\li \\fi \\ri', `${PS}\\li200\\fi-120\\ri100\\fs20 ${LINES}`],
	['text-paragraphs', '\\sb \\par \\sa \\sl', `?${HELLO}\\fs20\\sb100 one\\par two\\sa200\\par\\sl400 three`],
	['text-line-multiple', '\\slmult', `?${HELLO}\\fs20\\sl480\\slmult1 one\\par two`],
	['text-pard', '\\pard', `${PS}\\qr\\li400 right\\par\\pard left`],
	['text-margins', '\\margl \\margt', `${PS}\\margl400\\margt300 inside`],
	['text-margins-far', '\\margr \\margb', `${PS}\\margr400\\margb300\\qr\\vertalb inside`],
	['text-copy-fit', '\\copyfit', `${PS}\\fs10\\copyfit100 ${LINES}`],
	['text-copy-fit-lines', '\\copyfitlines', `${PS}\\fs10\\copyfit100\\copyfitlines2 ${LINES}`],
	['text-copy-fit-max-lines', '\\copyfitmaxlines', `${PS}\\fs10\\copyfit100\\copyfitmaxlines2 ${LINES}`],
	['text-unicode', '\\uc \\u', `?${HELLO}\\fs60\\uc2\\u233 mm\\u252 mmx`],
	['text-res', 'textAttr', `?${HELLO}Hello&textAttr=144`],
	['text-auto-res', 'textAttr', `?${HELLO}Hello&textAttr=72,norm,autoRes`],
	['text-max-res', 'textAttr', `?${HELLO}\\fs40 ${LINES}&textAttr=72,norm,maxRes`],
	['text-no-wrap', 'textAttr', `?${HELLO}${LINES}&textAttr=72,norm,fixedRes,noWrap`],
	['text-crisp', 'textAttr', `?${HELLO}\\fs72 Hello&textAttr=72,off`],
	['text-rotated', 'rotate', `${ON_CARD}&text=\\fs40 about&originN=0.5,0&posN=0.5,0&rotate=-90`],
	['text-clipped', 'size', `?size=60,24&color=ffffff&text=\\fs32 ${LINES}`],
	['text-perspective', 'perspective', `${ON_CARD}&text=\\fs56 Far&perspective=10,10,110,25,110,60,10,70`],

	['text-angle', 'textAngle', `${PS}\\fs28 Hello Hello&textAngle=20`],
	['text-angle-margins', '\\margt \\margl', `${PS}\\margl500\\margt400\\fs16 ${LINES}&textAngle=20`],
	[
		'text-angle-height',
		'textAngle',
		`${ON_CARD}&size=60,0&color=f0c846&textPs=\\fs28\\margt200\\qr Hello\\par World!&textAngle=90`,
	],
	['text-path', 'textPath', `${PS}\\fs28 along a curved path&textPath=M5,40C40,0,80,0,115,45`],
	['text-path-part', 'pathAttr', `${PS}\\fs24 up the line&textPath=M5,55L115,5&pathAttr=norm,0.2,0.9`],
	[
		'text-flow',
		'textFlowPath textFlowXPath',
		`?size=120,90&color=ffffff&textPs=\\fs16 ${LINES} ${LINES}&textFlowPath=M60,0L120,90L0,90Z&textFlowXPath=M50,60L70,60L70,80L50,80Z`,
	],
	['text-downwards', '\\stextflow', `${PS}\\stextflow1\\fs24 down`],
	['text-downwards-japanese', '\\stextFlow \\f', `${PS}${JAPANESE}\\stextFlow1 画像が「見つかりません」。`],
	['text-sideways', '\\baselinedir', `${PS}\\stextflow1\\baselinedir1\\fs24 down`],
	['text-hebrew', '\\f', `?${HELLO}${font('Noto Sans Hebrew')}\\fs32 שלום עולם.`],
	['text-arabic', '\\f', `?${HELLO}${font('Noto Sans Arabic')}\\fs32 خطأ في الصورة.`],
	['text-emoji', '\\f', `?${HELLO}${font('Noto Emoji')}\\fs56 🎈🎈`],
	['text-right-to-left', '\\rtlch', `?${HELLO}\\fs32{\\rtlch right} to left`],
	['text-left-to-right', '\\ltrch', `?${HELLO}\\fs32\\rtlch right\\ltrch left`],
];
