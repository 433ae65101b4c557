/** The macros of a catalog. */
export function MacroTable({ macros }: { macros: Readonly<Record<string, string>> }) {
	const entries = Object.entries(macros);
	if (entries.length === 0) return null;
	return (
		<section class="block" aria-labelledby="macros-title">
			<h3 id="macros-title">
				Macros <span class="count">{entries.length}</span>
			</h3>
			<div class="table-frame">
				<table>
					<tbody>
						{entries.map(([name, text]) => (
							<tr key={name}>
								<th scope="row">${name}$</th>
								<td>
									<code>{text}</code>
								</td>
							</tr>
						))}
					</tbody>
				</table>
			</div>
		</section>
	);
}
