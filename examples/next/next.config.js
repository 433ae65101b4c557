/** A folder of files in `out/`, as every web server serves it. */
export default { output: 'export' };
