using System;
using System.Collections.Generic;
using System.Globalization;
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

    /// <summary>In a heading's word: the year before the list's, as in {上年}年人均纯收入.</summary>
    private const string YearBefore = "{上年}";

    /// <summary>In a word: a group and, under any group that contains it, the heading, as in 支出>医疗.</summary>
    private const char Under = '>';

    /// <param name="year">The year of the lists to be read, for words that name the one before.</param>
    public ListShape(ListDefinition definition, IReadOnlyList<RegisterDefinition> registers, int year)
    {
        Definition = definition;
        var words = new List<FieldWords>();
        foreach (var column in definition.Columns)
            Add(new ListTarget(column.Field, column, null, null, null), column.Words, column.Necessary, column.Ignored);
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

        void Add(ListTarget target, List<string> headings, bool necessary, bool ignored = false)
        {
            targets.Add(target.Key, target);
            var ofYear = headings.Select(word => word.Replace(YearBefore, (year - 1).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal).Split(Under)).ToList();
            words.Add(new FieldWords(target.Key, [.. ofYear.Where(word => word.Length == 1).Select(word => word[0])], necessary, NotUnder: definition.NotUnder, Ignored: ignored));
            foreach (var group in ofYear.Where(word => word.Length == 2).GroupBy(word => word[0]))
                words.Add(new FieldWords(target.Key, [.. group.Select(word => word[1])], Groups: [group.Key], Ignored: ignored));
        }
    }

    public ListDefinition Definition { get; }

    /// <summary>The words by which its forms are known.</summary>
    public ListKind Kind { get; }

    public IReadOnlyCollection<ListTarget> Targets => targets.Values;

    public ListTarget? Find(string key) => targets.GetValueOrDefault(key);
}
