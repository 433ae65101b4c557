/**
 * What the parts of the manifest mean, in words. The manifest's schema knows their names, types and
 * defaults; the generator of docs/manifest.md fails if one of the two knows a part that the other does not.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const WORDS = {
	$schema: 'For editors: the JSON Schema. `init` copies it beside the manifest.',
	version:
		"The shop's own name for this state of the rules; it is part of `status()` and of the `manifest` event.",
	servers: 'The image servers that are watched. Requests to others are left alone.',
	catalogs:
		'RootId -> catalog. The RootId is the path element after `/is/image/`; `default` is the default catalog, which has what the others do not define.',
	mode: '`observe`: nothing is replaced, what would have been is reported. `off`: the kill switch.',
	enabled: '`false`: the kill switch, like `"mode": "off"`, whatever `mode` says. `true` has no effect.',
	substituteStatus:
		"`original`: a substitute carries the status of the server's own answer. Browsers show it all the same.",
	policy: 'Failure -> what is tried, in this order; an empty list lets the failure through.',
	limits: 'Limits for requests, since anyone can write a URL.',
	messages: 'Locale -> failure -> the words of `$error.title$` and `$error.message$`.',
	report: 'Where failures are reported: see [measuring](measuring.md#reports-to-a-server). Absent: nowhere.',

	'servers[].origin': 'Scheme, host and port of the image server.',
	'servers[].root':
		'The path below which it serves images; absent: `/is/image`, or, of a plain server, the whole origin.',
	'servers[].protocol': '`plain`: any other image server; absent: Image Serving.',
	'servers[].catalog':
		'Of a plain server: the catalog whose rules hold for its images; absent: the first element of the path may name one, as on Image Serving, else `default`.',
	'servers[].commands':
		'Of a plain server: its exact names of commands, in the query and at `{commands}` -> what they mean here.',
	'servers[].patterns':
		'Of a plain server: what its paths look like. The first that matches counts; a path that matches none is the name of the image as a whole.',
	'servers[].cors':
		'`auto`: images are requested with CORS, so that their status can be seen, and without it where the server does not support it. `always`: never without. `never`: as the page asked.',
	'servers[].credentials': 'Whether cookies go with requests made with CORS.',
	'servers[].timeoutMs':
		'How long the first byte of an answer may take, in milliseconds. An answer to a request that was made before begins the time anew, because an image may wait for that connection; answers to later requests do not.',
	'servers[].mirrors':
		'Other servers with the same pictures: requested in this order, before any substitute, for every failure but `refused` and `invalid`.',
	'servers[].errorBodies':
		'Whether a picture that comes with an error status is replaced like any failure, or kept.',
	'servers[].classify':
		"What this server's errors mean. The first entry that matches comes before the built-in meaning.",
	'servers[].placeholders': 'Which answers with status 200 are no pictures; see below.',

	'servers[].mirrors[].origin': 'Scheme, host and port.',
	'servers[].mirrors[].root': 'The path that stands for the `root` of the server; absent: the same.',

	'servers[].classify[].status': 'The status; absent: any from 400 on.',
	'servers[].classify[].text':
		'Regular expression, searched in the first 4 kB of the body if that is text, ignoring case; absent: any body.',
	'servers[].classify[].reason': 'The failure that it is.',

	'servers[].placeholders.headers':
		'Header -> regular expression, searched in its value; an empty one matches any value. What the header says counts as the text of an error. From another origin, the server has to name the header in `Access-Control-Expose-Headers`.',
	'servers[].placeholders.digests': 'Files that are sent instead of pictures.',
	'servers[].placeholders.onePixel': 'A picture of one pixel, 1 kB at most, counts as missing.',
	'servers[].placeholders.digests[].sha256': 'SHA-256 of the file.',
	'servers[].placeholders.digests[].bytes':
		'Its length. Only answers of this length, and those without `Content-Length`, are looked at before they are shown.',

	'catalogs.*.attributes': 'See [attributes](#attributes).',
	'catalogs.*.records':
		'Id -> record: what the images of the catalog are made of. Default images, error images and templates are enough.',
	'catalogs.*.macros': 'Name -> commands that a request calls by `$name$`.',
	'catalogs.*.fonts': 'Name as in the RTF font table -> the files of its faces.',
	'catalogs.*.rules': 'The rule set: tried on each request in this order.',

	'catalogs.*.staticContent':
		'Id -> record of what `/is/content` serves. Its files are left to the server; data about them is answered when the server is gone.',
	'catalogs.*.profiles': 'Name -> file of a colour profile. Kept; not used in the browser.',

	'catalogs.*.records.*.Path':
		"The image file, below `RootPath` on the shop's own origin. Empty for templates.",
	'catalogs.*.records.*.MaskPath': 'File of a separate mask of the same size.',
	'catalogs.*.records.*.Anchor': 'Anchor in pixels from the top left; without one, the centre.',
	'catalogs.*.records.*.Modifier':
		'Commands that come before those of the request: a template, or settings of the image.',
	'catalogs.*.records.*.PostModifier': 'Commands that come after those of the request, and win.',
	'catalogs.*.records.*.Expiration': 'Time to live. Of a default image: how long the substitute is kept.',
	'catalogs.*.records.*.TimeStamp': 'When the record was changed.',
	'catalogs.*.records.*.Resolution': 'Resolution of the image, for `res=`.',
	'catalogs.*.records.*.PrintResolution': 'Print resolution; changes no pixel.',
	'catalogs.*.records.*.ThumbRes': 'Resolution of thumbnails of type 3.',
	'catalogs.*.records.*.ThumbType': 'How `req=tmb` makes a thumbnail.',
	'catalogs.*.records.*.Size': 'Width and height of the image, where it is not there to be asked.',
	'catalogs.*.records.*.IccProfile': 'Colour profile; a browser draws sRGB.',
	'catalogs.*.records.*.Map': 'Image map: AREA elements.',
	'catalogs.*.records.*.Targets': 'Zoom targets, as property data.',
	'catalogs.*.records.*.ImageSet': 'Members of the set.',
	'catalogs.*.records.*.AssetType': 'What kind of set it is.',
	'catalogs.*.records.*.UserData': 'Data for the pages of the shop.',
	'catalogs.*.records.*.UserType': 'Type of static content.',
	'catalogs.*.records.*.DigimarcInfo': 'Watermark data; not used in the browser.',

	'catalogs.*.fonts.*.regular': 'Font file.',
	'catalogs.*.fonts.*.bold':
		'Font file of the bold face; without one it is synthesized if `SynthesizeFontStyles` says so.',
	'catalogs.*.fonts.*.italic': 'Likewise.',
	'catalogs.*.fonts.*.boldItalic': 'Likewise.',

	'catalogs.*.fonts.*.metrics':
		'Files of metrics for Type 1 fonts, for each face. Kept; not used in the browser.',
	'catalogs.*.fonts.*.psNames': 'PostScript names, for each face. Kept; not used in the browser.',

	'catalogs.*.staticContent.*.Path': 'File of the item.',
	'catalogs.*.staticContent.*.Expiration': 'Time to live.',
	'catalogs.*.staticContent.*.TimeStamp': 'When the item was changed.',
	'catalogs.*.staticContent.*.UserType': 'What `type=` in a request is compared with.',
	'catalogs.*.staticContent.*.UserData': 'Data for the pages of the shop.',
	'catalogs.*.staticContent.*.VideoBitRate': 'Bit rate of the video.',
	'catalogs.*.staticContent.*.AudioBitRate': 'Bit rate of the sound.',
	'catalogs.*.staticContent.*.TotalStreamBitRate': 'Bit rate of both.',
	'catalogs.*.staticContent.*.VideoSize': 'Width and height of the video.',

	'catalogs.*.rules[].name': 'For messages only.',
	'catalogs.*.rules[].expression':
		'Regular expression, searched in `object?commands`; absent: the rule always matches. One that could take very long is refused.',
	'catalogs.*.rules[].substitution': 'Replaces what matched; `$1` to `$9` stand for groups.',
	'catalogs.*.rules[].addQuery': 'Commands to append: a short form of the most frequent substitution.',
	'catalogs.*.rules[].onMatch': 'What follows a match: no more rules, the next rule, or a refusal.',
	'catalogs.*.rules[].replace': 'Whether the first match or every match is replaced.',
	'catalogs.*.rules[].requestType': 'Contexts that the rule is for; absent: all.',
	'catalogs.*.rules[].addressfilter': 'Addresses of clients. Kept; a browser does not know its own address.',
	'catalogs.*.rules[].header': 'Headers of the reply.',
	'catalogs.*.rules[].header[].name': 'Name of the header.',
	'catalogs.*.rules[].header[].action': 'Whether it takes the place of one that is there.',
	'catalogs.*.rules[].header[].value': 'Its value.',
	'catalogs.*.rules[].attributes':
		'Attributes that take these values for the request; `WaterMark` is the documented spelling.',

	'policy.unavailable': 'For `timeout`, `network`, `server` and `overload` together.',
	'policy.missing': 'The server says that the image does not exist: 404, 410; most 403.',
	'policy.refused': 'It refuses to send it: 401, 402, 407, 451; 403 with such a text.',
	'policy.invalid': 'It does not accept the request: other 4xx; 403 with such a text.',
	'policy.server': 'Other 5xx.',
	'policy.overload': '425, 429, 503, 509 and 529; 403 with such a text.',
	'policy.timeout': 'No answer within `timeoutMs`.',
	'policy.network': 'No connection, or it broke.',
	'policy.content': 'Status 200, but HTML or nothing.',
	'policy.decode': 'The page could not decode it.',

	policies:
		'Policies for some requests. The first entry that matches the request and names the failure comes before `policy`.',
	'policies[].destinations':
		'Who asks: elements that show pictures, scripts of the page (`fetch`), JSONP (`script`); absent: anyone.',
	'policies[].minSize':
		'Least size, in pixels: the longer side that `wid` and `hei` ask for. A request without both has no size and matches no entry that names one.',
	'policies[].maxSize': 'Greatest size, likewise.',
	'policies[].policy': 'As [policy](#policy).',

	lastGood:
		'Keeps copies of good pictures for the time when their server cannot be reached; absent: none are kept.',
	'lastGood.maxEntries': 'How many; the oldest go first.',
	'lastGood.maxAgeHours': 'How long, in hours.',
	'lastGood.maxBytes': 'How much, in bytes.',

	'limits.layers': 'Layers of one request.',
	'limits.nesting': 'Depth of nested requests.',
	'limits.textLength': 'Length of one text.',
	'limits.renderPixels': 'Width x height of one rendered picture.',

	'messages.*.*.title': '`$error.title$`',
	'messages.*.*.message': '`$error.message$` at `ErrorDetail` 2 and 3.',

	'report.url': 'URL that the reports are posted to.',
	'report.sample': 'Part of the reports that is sent.',
};
