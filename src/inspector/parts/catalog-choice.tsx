interface CatalogChoiceProps {
	readonly names: readonly string[];
	readonly chosen: string;
	onChoose(name: string): void;
}

/** One of the catalogs, by its name in a request's path. */
export function CatalogChoice({ names, chosen, onChoose }: CatalogChoiceProps) {
	return (
		<label class="field">
			<span>Catalog</span>
			<select value={chosen} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
				{names.map((name) => (
					<option key={name}>{name}</option>
				))}
			</select>
		</label>
	);
}
