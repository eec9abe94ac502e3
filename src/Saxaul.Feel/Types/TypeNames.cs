using System;
using System.Collections.Generic;
using Saxaul.Feel.Syntax;

namespace Saxaul.Feel;

/// <summary>The types known by name: the built-in ones and a model's item definitions.</summary>
internal sealed class TypeNames
{
    private readonly Dictionary<string, FeelType> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _allowed = new(StringComparer.Ordinal);

    public TypeNames()
    {
        foreach (var type in FeelType.Simple) Add(type.Name, type);
        Add("any", FeelType.Any);
        // Names that the specification and older files use beside the ones above.
        Add("day time duration", _types["days and time duration"]);
        Add("dayTimeDuration", _types["days and time duration"]);
        Add("year month duration", _types["years and months duration"]);
        Add("yearMonthDuration", _types["years and months duration"]);
        Add("dateTime", _types["date and time"]);
        Add("date time", _types["date and time"]);
    }

    /// <summary>Only the built-in types.</summary>
    public static TypeNames BuiltIn { get; } = new();

    public NameScope Names { get; } = new();

    /// <summary>The names of all components of the known types: what may stand after a point.</summary>
    public NameScope Members { get; } = new();

    public void Add(string name, FeelType type)
    {
        if (_types.TryAdd(name, type)) Names.Add(name);
    }

    /// <summary>The text of the allowed values of an item definition; null when there is none.</summary>
    public string? AllowedOf(string? name) => name is null ? null : _allowed.GetValueOrDefault(name);

    public void Allow(string name, string tests) => _allowed[name] = tests;

    public FeelType? Find(string name) => _types.GetValueOrDefault(name);
}
