using System.Collections.Generic;
using System.Linq;
using Saxaul.Registers;

namespace Saxaul.Intake;

/// <summary>What a column of a list fills: who or where, or a field of a register.</summary>
/// <param name="Key">Its name in forms and remembered headings: "name", "living.house_grade", "budget.wages".</param>
/// <param name="Column">The list's own column; null for a register's field.</param>
/// <param name="Register">The register; null for the list's own column.</param>
/// <param name="Field">The register's field that the cell fills.</param>
/// <param name="Item">For a register with a column for each choice: the choice this column is.</param>
internal sealed record ListTarget(string Key, ListColumn? Column, RegisterDefinition? Register, FieldDefinition? Field, ChoiceDefinition? Item)
{
    public bool Ignored => Column is { Ignored: true };

    public FieldType Type => Field?.Type ?? Column!.Type;

    public IReadOnlyList<ChoiceDefinition> Choices => Field?.Choices ?? Column!.Choices;

    public Labels Labels => Item?.Labels ?? Field?.Labels ?? Column!.Labels;
}

/// <summary>A list's definition together with the registers it fills: the words that recognise it, and what each column fills.</summary>
internal sealed class ListShape
{
    private readonly Dictionary<string, ListTarget> targets = [];

    public ListShape(ListDefinition definition, IReadOnlyList<RegisterDefinition> registers)
    {
        Definition = definition;
        var words = new List<FieldWords>();
        foreach (var column in definition.Columns)
            Add(new ListTarget(column.Field, column, null, null, null), column.Words, column.Necessary);
        foreach (var register in definition.Registers.Select(name => registers.First(register => register.Register == name)))
        {
            foreach (var field in register.Fields.Where(field => field.Words.Count > 0))
                Add(new ListTarget($"{register.Register}.{field.Name}", null, register, field, null), field.Words, false);
            if (register.Spread is not { } spread)
                continue;
            foreach (var item in register.Field(spread.By).Choices.Where(item => item.Columns.Count > 0))
                Add(new ListTarget($"{register.Register}.{item.Code}", null, register, register.Field(spread.Value), item), item.Columns, false);
        }
        Kind = new ListKind(definition.List, words);

        void Add(ListTarget target, List<string> headings, bool necessary)
        {
            targets.Add(target.Key, target);
            words.Add(new FieldWords(target.Key, headings, necessary));
        }
    }

    public ListDefinition Definition { get; }

    /// <summary>The words by which its forms are known.</summary>
    public ListKind Kind { get; }

    public IReadOnlyCollection<ListTarget> Targets => targets.Values;

    public ListTarget? Find(string key) => targets.GetValueOrDefault(key);
}
