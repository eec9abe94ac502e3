using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Feel.Compilation;
using Saxaul.Feel.Syntax;

namespace Saxaul.Feel.Functions;

/// <summary>A built-in function: its name and the ways to call it.</summary>
internal sealed class BuiltInFunction(string name) : FeelFunction
{
    private readonly List<Signature> _signatures = [];

    public string Name { get; } = name;

    /// <summary>The signatures as the specification writes them.</summary>
    public string Usage => string.Join("; ", _signatures.Select(s => s.Text));

    public override IReadOnlyList<FeelParameter> Parameters => [.. _signatures[0].Parameters.Select(p => new FeelParameter(p.Name, FeelType.Any))];

    public void Add(Signature signature) => _signatures.Add(signature);

    public Signature? ForCount(int count) => _signatures.Find(s => s.TakesCount(count));

    public Signature? ForNames(IReadOnlyList<string> names) => _signatures.Find(s => s.Places(names) is not null);

    internal override int[]? Arrange(IReadOnlyList<string> names, out int count)
    {
        var signature = ForNames(names);
        count = signature?.Parameters.Count ?? 0;
        return signature?.Places(names);
    }

    internal override FeelValue Invoke(Evaluation evaluation, int start, int count, Site at)
    {
        var signature = ForCount(count);
        if (signature is null) return evaluation.Fail(at, FaultKind.ArgumentCount, _signatures[0].Parameters.Count, count, Name);
        evaluation.Top = start + count;
        return signature.Call(evaluation, start, count, at);
    }

    public override string ToString() => Name;
}

/// <summary>All built-in functions (DMN 1.5, 10.3.4). Each group is a table in a file of its own.</summary>
internal static class BuiltIns
{
    private static readonly Dictionary<string, BuiltInFunction> Functions = Collect();

    /// <summary>The names, of which many consist of several words.</summary>
    public static NameScope Names { get; } = CollectNames();

    public static BuiltInFunction? Find(string name) => Functions.GetValueOrDefault(name);

    private static Dictionary<string, BuiltInFunction> Collect()
    {
        var functions = new Dictionary<string, BuiltInFunction>(StringComparer.Ordinal);
        (string Text, BuiltInBody Body)[][] groups =
        [
            ConversionFunctions.Table, BooleanFunctions.Table, NumberFunctions.Table, StringFunctions.Table, PatternFunctions.Table, ListFunctions.Table,
            StatisticFunctions.Table, SortFunction.Table, ContextFunctions.Table, TemporalFunctions.Table, RangeFunctions.Table,
        ];
        foreach (var (text, body) in groups.SelectMany(g => g)) Add(text, body, pure: true);
        foreach (var (text, body) in ClockFunctions.Table) Add(text, body, pure: false);
        return functions;

        void Add(string text, BuiltInBody body, bool pure)
        {
            string name = text[..text.IndexOf('(', StringComparison.Ordinal)];
            if (!functions.TryGetValue(name, out var function)) functions.Add(name, function = new(name));
            function.Add(new(text, body, pure));
        }
    }

    private static NameScope CollectNames()
    {
        var names = new NameScope();
        foreach (string name in Functions.Keys) names.Add(name);
        return names;
    }
}
