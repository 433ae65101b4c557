/** A template to start from. */
export interface Example {
	readonly name: string;
	/** object of the catalog that it is drawn over; empty: none */
	readonly object: string;
	/** one command or layer a line */
	readonly text: string;
}

/** Each shows one idea and draws in any catalog. */
export const EXAMPLES: readonly Example[] = [
	{
		name: 'Error card',
		object: '',
		text: `size=480,360&color=f6f1ea&
layer=1&size=64,6&color=c4573a&pos=0,-10&
layer=2&size=440,130&pos=0,-95&
text={\\colortbl;\\red42\\green38\\blue34;}\\vertalb\\qc\\b\\fs60\\cf1 $error.title$&
layer=3&size=400,150&pos=0,95&
text={\\colortbl;\\red110\\green99\\blue86;}\\vertalt\\qc\\fs40\\cf1 $error.message$`,
	},
	{
		name: 'Plain words',
		object: '',
		text: `size=300,300&bgc=ffffff&
text=\\qc\\fs40 $error.message$`,
	},
	{
		name: 'Coming soon',
		object: '',
		text: `size=400,400&color=22313a&
layer=1&size=400,400&
text={\\colortbl;\\red255\\green255\\blue255;}\\vertalc\\qc\\b\\fs64\\cf1 Coming\\par soon&
layer=2&size=400,10&color=e8b04a&pos=0,195`,
	},
	{
		name: 'Turned ribbon',
		object: '',
		text: `size=400,400&color=e9eee3&
layer=1&size=560,70&color=4f6b4a&rotate=-30&
layer=2&size=500,80&rotate=-30&
text={\\colortbl;\\red255\\green255\\blue255;}\\vertalc\\qc\\b\\fs44\\cf1 Sold out`,
	},
	{
		name: 'Soft shadow',
		object: '',
		text: `size=400,400&color=faf7f2&
layer=1&size=220,140&color=ffffff&
effect=-1&op_blur=18&pos=0,10&color=000000&opac=35`,
	},
];
