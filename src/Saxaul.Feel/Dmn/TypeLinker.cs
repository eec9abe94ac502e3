using System.Collections.Generic;
using System.Linq;
using Saxaul.Feel.Compilation;
using Saxaul.Feel.Syntax;

namespace Saxaul.Feel.Dmn;

/// <summary>Makes types of a model's item definitions (DMN 1.5, 7.3.2). They may refer to each other in any order.</summary>
internal static class TypeLinker
{
    public static TypeNames Link(DmnModel model, IEnumerable<(string Import, TypeNames Types, DmnModel Model)> imports, ICollection<FeelError> problems)
    {
        var types = new TypeNames();
        foreach (var (import, imported, importedModel) in imports)
        {
            foreach (var definition in importedModel.Types)
            {
                if (imported.Find(definition.Name) is { } type) types.Add(import + "." + definition.Name, type);
                if (imported.AllowedOf(definition.Name) is { } tests) types.Allow(import + "." + definition.Name, tests);
                AddMembers(definition, types);
            }
        }
        var named = new List<(DmnItemDefinition Definition, FeelType Type)>();
        foreach (var definition in model.Types)
        {
            var type = FeelType.Named(definition.Name);
            named.Add((definition, type));
            types.Add(definition.Name, type);
            AddMembers(definition, types);
        }
        foreach (var (definition, type) in named)
        {
            var meaning = Meaning(definition, types, problems);
            type.Define(meaning);
            if (!type.IsCircular) continue;
            problems.Add(FeelError.CircularType(definition.Name).In(Where(definition)));
            type.Define(FeelType.Any);
        }
        return types;
    }

    private static string Where(DmnItemDefinition definition) => $"type {definition.Name}";

    private static void AddMembers(DmnItemDefinition definition, TypeNames types)
    {
        foreach (var component in definition.Components)
        {
            types.Members.Add(component.Name);
            AddMembers(component, types);
        }
    }

    private static FeelType Meaning(DmnItemDefinition definition, TypeNames types, ICollection<FeelError> problems)
    {
        var type = Unconstrained(definition, types, problems);
        if (definition.Allowed is not { } allowed || allowed.Length == 0) return definition.IsCollection ? FeelType.ListOf(type) : type;
        types.Allow(definition.Name, allowed);
        // Allowed values restrict the items of a collection; a constraint of the type restricts the list.
        if (definition.IsCollection && definition.AllowedForList) return Constrained(definition, FeelType.ListOf(type), types, problems);
        var constrained = Constrained(definition, type, types, problems);
        return definition.IsCollection ? FeelType.ListOf(constrained) : constrained;
    }

    private static FeelType Constrained(DmnItemDefinition definition, FeelType type, TypeNames types, ICollection<FeelError> problems)
    {
        var result = FeelType.Named(definition.Name);
        result.Define(type);
        var tests = Parser.ParseTests(definition.Allowed!, Functions.BuiltIns.Names, types);
        result.Allowed = new Compiler(Where(definition), problems).CompileTests(tests, null);
        return result;
    }

    private static FeelType Unconstrained(DmnItemDefinition definition, TypeNames types, ICollection<FeelError> problems)
    {
        if (definition.Components.Count > 0)
            return FeelType.ContextOf([.. definition.Components.Select(c => KeyValuePair.Create(c.Name, Meaning(c, types, problems)))], definition.Name);
        if (definition.Parameters is not null)
            return FeelType.FunctionOf([.. definition.Parameters.Select(p => Find(p.TypeRef, definition, types, problems))], Find(definition.Result, definition, types, problems));
        return Find(definition.Base, definition, types, problems);
    }

    private static FeelType Find(string? reference, DmnItemDefinition definition, TypeNames types, ICollection<FeelError> problems)
    {
        if (reference is null) return FeelType.Any;
        if (Parser.ParseType(reference, types) is { } type) return type;
        problems.Add(FeelError.UnknownType(reference, -1).In(Where(definition)));
        return FeelType.Any;
    }
}
