using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saxaul.Facts;
using Saxaul.Indicators;
using Saxaul.Screening;

namespace Saxaul.Registers;

/// <summary>
/// Everything that is wrong with a folder of definitions, file by file: for whoever edits them, before a registry takes them. Besides what cannot be read it refuses what the registry keeps of nobody, fields about
/// people without purpose and time, and whatever would use somebody's answer to an offer, or the language they wish for, against them.
/// </summary>
public sealed class CheckDefinitions
{
    /// <summary>Words by which an indicator speaks of whether people accept something, whatever it counts.</summary>
    private static readonly string[] OfAccepting = ["接受率", "接受人数", "同意率", "同意人数", "拒绝", "意愿", "愿意", "accept", "declin", "refus", "consent", "willing", "agree"];

    private readonly Programmes programmes;
    private readonly List<Problem> found = [];

    private CheckDefinitions(Programmes programmes) => this.programmes = programmes;

    /// <returns>In the order of the files; empty when all may come into force.</returns>
    public static IReadOnlyList<Problem> Run(Programmes programmes)
    {
        var check = new CheckDefinitions(programmes);
        check.All();
        return check.found;
    }

    private void All()
    {
        var registers = Read("registers", reader => reader.Register());
        Read("lists", reader => reader.List());
        Read("roles", reader => reader.Role());
        Read("rules", reader => reader.Privacy());
        Read("calendars", reader => reader.Calendar());
        var indicators = Read("indicators", reader => reader.Indicators());
        if (Try(() => FactShape.Of(registers.Select(one => one.Definition))) is not { } shape)
            return;
        foreach (var (file, text) in programmes.In("policies"))
        {
            new DefinitionReader(file, text, found).RefuseNeverKept();
            if (file.EndsWith("/policy.yaml", StringComparison.Ordinal))
                Try(() => Policy(file, text, shape, registers));
        }
        foreach (var (file, text, content) in indicators)
        {
            foreach (var indicator in content.Indicators)
                Try(() => Indicator(file, text, content, indicator, shape, registers));
        }
    }

    private List<(string File, string Text, T Definition)> Read<T>(string kind, Func<DefinitionReader, T> read) where T : class
    {
        var definitions = new List<(string, string, T)>();
        foreach (var (file, text) in programmes.In(kind))
        {
            if (Try(() => read(new DefinitionReader(file, text, found))) is { } definition)
                definitions.Add((file, text, definition));
        }
        return definitions;
    }

    private T? Try<T>(Func<T> read) where T : class
    {
        try
        {
            return read();
        }
        catch (ProblemException wrong)
        {
            if (!found.Contains(wrong.Problem))
                found.Add(wrong.Problem);
            return null;
        }
    }

    /// <summary>The model is handed its inputs and the members' facts and can read nothing else: what is asked of them is asked there, whatever an expression calls its variables.</summary>
    private PolicyDefinition Policy(string file, string text, FactShape shape, List<(string, string, RegisterDefinition Definition)> registers)
    {
        var definition = DefinitionFile.Read<PolicyDefinition>(file, text);
        var modelFile = file[..^"policy.yaml".Length] + definition.Model;
        if (!programmes.Files.TryGetValue(modelFile, out var dmn))
            throw new ProblemException(Problem.PolicyWrong(file, $"找不到模型文件“{definition.Model}”。", $"its model '{definition.Model}' is not there."));
        var model = Feel.Dmn.DmnModel.Load(dmn);
        var asked = model.Inputs.Select(input => input.Name).Concat(model.Types.SelectMany(type => type.Components.Select(component => component.Name)))
            .Concat(definition.Rules.SelectMany(rule => rule.MemberFacts)).ToHashSet(StringComparer.Ordinal);
        var refused = Theirs(registers, shape).Where(field => asked.Contains(field.Name)).ToList();
        foreach (var (name, field) in refused)
            found.Add(Problem.AnswerRead(Path.GetFileName(modelFile), new DefinitionReader(modelFile, dmn).LineOf(name), field.Labels.In("zh"), field.Labels.In("en")));
        if (refused.Count == 0)
            Screening.Policy.Create(file, definition, modelFile, dmn, shape);
        return definition;
    }

    private IndicatorDefinition Indicator(string file, string text, IndicatorFile content, IndicatorDefinition indicator, FactShape shape, List<(string, string, RegisterDefinition Definition)> registers)
    {
        var line = new DefinitionReader(file, text).LineOf(indicator.Indicator);
        var theirs = Theirs(registers, shape).ToList();
        IReadOnlySet<string> uses = indicator.When is null ? new HashSet<string>() : IndicatorSet.Compile(file, indicator, content.Policy is not null, shape, [.. theirs.Select(field => field.Name)]).Uses;
        foreach (var (_, field) in theirs.Where(field => uses.Contains(field.Name)))
            found.Add(Problem.AnswerRead(Path.GetFileName(file), line, field.Labels.In("zh"), field.Labels.In("en")));
        var counts = shape.Household.Where(fact => uses.Contains(fact.Name)).Select(fact => fact.Field?.About).Concat(theirs.Where(field => uses.Contains(field.Name)).Select(field => field.Field.About));
        if ((indicator.Target is not null || indicator.Ranked)
            && (counts.Any(about => about is FreeChoice.Offer or FreeChoice.Answer) || indicator.Labels.Values.Any(label => OfAccepting.Any(word => label.Contains(word, StringComparison.OrdinalIgnoreCase)))))
            found.Add(Problem.TargetOnAnswers(Path.GetFileName(file), line, indicator.Labels.In("zh"), indicator.Labels.In("en")));
        return indicator;
    }

    /// <summary>The fields that nobody may read by rule, by the names under which somebody could try.</summary>
    private static IEnumerable<(string Name, FieldDefinition Field)> Theirs(List<(string, string, RegisterDefinition Definition)> registers, FactShape shape) =>
        from register in registers from field in register.Definition.Fields where field.IsTheirsToSay
        from name in new[] { field.Fact, field.Name }.OfType<string>().Distinct()
        where shape.Household.Concat(shape.Member).All(fact => fact.Name != name || fact.Field == field)
        select (name, field);
}
