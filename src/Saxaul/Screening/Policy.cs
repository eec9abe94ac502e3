using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Feel;
using Saxaul.Feel.Dmn;
using Saxaul.Registers;

namespace Saxaul.Screening;

/// <summary>
/// A policy ready to be used: its definition and its decision model, checked against each other and against the facts there are. A policy that asks for what
/// nobody records, or names what the model does not have, is refused with its file and a sentence.
/// </summary>
public sealed class Policy
{
    /// <summary>The model's input that holds a context for each member.</summary>
    public const string Members = "members";

    private Policy(PolicyDefinition definition, DmnProgram program, FactShape shape, int version, IReadOnlyList<Rule> rules, IReadOnlyList<int> memberFacts)
    {
        Definition = definition;
        Program = program;
        Shape = shape;
        Version = version;
        Rules = rules;
        MemberFacts = memberFacts;
    }

    public PolicyDefinition Definition { get; }

    public string Name => Definition.Policy;

    /// <summary>Raised by every change of the definition or the model.</summary>
    public int Version { get; }

    public IReadOnlyList<Rule> Rules { get; }

    internal DmnProgram Program { get; }

    internal FactShape Shape { get; }

    /// <summary>The places of the members' facts that the model's members have.</summary>
    internal IReadOnlyList<int> MemberFacts { get; }

    /// <summary>Reads a policy in force.</summary>
    /// <param name="name">The policy's folder, for example acceptance.</param>
    /// <exception cref="ProblemException"><see cref="Problem.NoSuchPolicy"/> or what is wrong with it.</exception>
    public static Policy Load(Registry registry, FactShape shape, string name)
    {
        using var connection = registry.Database.OpenReader();
        var files = new Dictionary<string, (int Version, string Text)>();
        foreach (var (file, version, text) in connection.Command("SELECT name, version, content FROM definition WHERE county_key = 0 ORDER BY name, version")
                     .ToList(reader => (reader.GetString(0), reader.GetInt32(1), reader.GetString(2))))
            files[file] = (version, text);
        var ending = $"/policies/{name}/policy.yaml";
        if (files.Keys.FirstOrDefault(file => file.EndsWith(ending, StringComparison.Ordinal)) is not { } found)
            throw new ProblemException(Problem.NoSuchPolicy(name));
        var definition = DefinitionFile.Read<PolicyDefinition>(found, files[found].Text);
        var model = found[..^"policy.yaml".Length] + definition.Model;
        if (!files.TryGetValue(model, out var dmn))
            throw new ProblemException(Problem.PolicyWrong(found, $"找不到模型文件“{definition.Model}”。", $"its model '{definition.Model}' is not there."));
        return Create(found, definition, model, dmn.Text, shape, files[found].Version + dmn.Version - 1);
    }

    /// <summary>Makes a policy of its two files.</summary>
    /// <param name="file">The definition's file, for messages.</param>
    /// <param name="modelFile">The model's file, for messages.</param>
    /// <exception cref="ProblemException"><see cref="Problem.PolicyWrong"/></exception>
    public static Policy Create(string file, PolicyDefinition definition, string modelFile, string dmn, FactShape shape, int version = 1)
    {
        new DefinitionReader(modelFile, dmn).RefuseNeverKept();
        var model = DmnModel.Load(dmn);
        var program = model.Compile([.. model.Inputs.Select(input => input.Name).Distinct()]);
        if (program.Problems.FirstOrDefault(problem => problem.Severity == FeelSeverity.Error) is { } wrong)
        {
            var (placeZh, placeEn) = wrong.Position < 0 ? ("", "") : ($"（第 {wrong.Position + 1} 个字符）", $" (character {wrong.Position + 1})");
            var where = wrong.Where is null ? "" : $"{wrong.Where}: ";
            throw new ProblemException(Problem.PolicyWrong(modelFile, $"{where}{wrong.Zh}{placeZh}", $"{where}{wrong.En}{placeEn}"));
        }
        CheckFigures(file, definition, shape);
        foreach (var input in program.InputNames)
        {
            if (input != Members && shape.HouseholdIndex(input) < 0 && !definition.Figures.Exists(figure => figure.Name == input))
                throw new ProblemException(Problem.PolicyWrong(modelFile, $"输入“{input}”既不是事实，也不是标准值。", $"its input '{input}' is neither a fact nor a figure."));
        }
        var members = MembersIn(modelFile, model, definition, shape);
        var rules = definition.Rules.Select(rule => Rule.Create(file, definition, rule, program, shape, members)).ToList();
        return new Policy(definition, program, shape, version, rules, members);
    }

    /// <summary>The components of the model's member type; without a type, whatever a rule names.</summary>
    private static List<int> MembersIn(string modelFile, DmnModel model, PolicyDefinition definition, FactShape shape)
    {
        DmnItemDefinition? Type(string? name) => model.Types.FirstOrDefault(type => type.Name == name);
        var type = Type(model.Inputs.FirstOrDefault(input => input.Name == Members)?.TypeRef);
        if (type is { Components.Count: 0 })
            type = Type(type.Base);
        if (type is null)
            return [.. definition.Rules.SelectMany(rule => rule.MemberFacts).Select(shape.MemberIndex).Where(column => column >= 0).Distinct().Order()];
        var unknown = type.Components.FirstOrDefault(component => shape.MemberIndex(component.Name) < 0);
        if (unknown is not null)
            throw new ProblemException(Problem.PolicyWrong(modelFile, $"类型“{type.Name}”的“{unknown.Name}”不是成员的事实。", $"'{unknown.Name}' of type '{type.Name}' is no fact of members."));
        return [.. type.Components.Select(component => shape.MemberIndex(component.Name)).Order()];
    }

    private static void CheckFigures(string file, PolicyDefinition definition, FactShape shape)
    {
        if (definition.Rules.GroupBy(rule => rule.Rule).FirstOrDefault(rule => rule.Count() > 1) is { } twice)
            throw new ProblemException(Problem.PolicyWrong(file, $"规则“{twice.Key}”写了两次。", $"rule '{twice.Key}' stands twice."));
        if (definition.Figures.GroupBy(figure => figure.Name).FirstOrDefault(figure => figure.Count() > 1 || shape.HouseholdIndex(figure.Key) >= 0) is { } taken)
            throw new ProblemException(Problem.PolicyWrong(file, $"标准值“{taken.Key}”写了两次，或与事实同名。请换一个名称。", $"figure '{taken.Key}' stands twice or has the name of a fact. Choose another name."));
        foreach (var figure in definition.Figures)
        {
            if (figure.Values.Count == 0 || figure.Values.Exists(value => value.FromDay is null || !value.Source.ContainsKey("zh") || !value.Source.ContainsKey("en"))
                || figure.Values.DistinctBy(value => value.FromDay).Count() < figure.Values.Count)
            {
                throw new ProblemException(Problem.PolicyWrong(file, $"标准值“{figure.Name}”的每个数都要写明各自的起始日期（如 2020-01-01）和中英文依据。",
                    $"every value of figure '{figure.Name}' needs a first day of its own (such as 2020-01-01) and its source in zh and en."));
            }
        }
    }

    /// <summary>The name of a rule that officials see.</summary>
    public Labels LabelOf(string rule) => Definition.Rules.FirstOrDefault(one => one.Rule == rule)?.Labels ?? new Labels { ["zh"] = rule, ["en"] = rule };

    /// <summary>The name and unit of a fact (a member's as members.NAME), figure or derived value that officials see.</summary>
    public (Labels Label, Labels Unit) LabelOfValue(string name)
    {
        if (Definition.Figures.FirstOrDefault(figure => figure.Name == name) is { } figure)
            return (figure.Labels, figure.Unit);
        if (Definition.Derived.FirstOrDefault(derived => derived.Name == name) is { } derived)
            return (derived.Labels, derived.Unit);
        var fact = name.StartsWith($"{Members}.", StringComparison.Ordinal)
            ? Shape.Member.FirstOrDefault(fact => fact.Name == name[(Members.Length + 1)..])
            : Shape.Household.FirstOrDefault(fact => fact.Name == name);
        return fact is null ? (new Labels { ["zh"] = name, ["en"] = name }, []) : (fact.Labels, fact.Unit);
    }
}

/// <summary>One rule of a policy, bound to its decision.</summary>
public sealed class Rule
{
    private Rule(RuleDefinition definition, int decision, IReadOnlyList<string> facts, IReadOnlyList<string> shown, IReadOnlyList<int> memberFacts, IReadOnlyList<int> inputs)
    {
        Definition = definition;
        Decision = decision;
        Facts = facts;
        Shown = shown;
        MemberFacts = memberFacts;
        Inputs = inputs;
    }

    public RuleDefinition Definition { get; }

    public string Name => Definition.Rule;

    /// <summary>The household's facts it depends on, also through other decisions.</summary>
    public IReadOnlyList<string> Facts { get; }

    /// <summary>Every name whose value is kept with a warning: what the reason shows, then every other fact and figure that the rule depends on.</summary>
    internal IReadOnlyList<string> Shown { get; }

    /// <summary>How far it is to the line, over values among <see cref="Shown"/>; null when nothing is said of that.</summary>
    internal FeelExpression? Gap { get; private init; }

    /// <summary>The decision's number in the program.</summary>
    internal int Decision { get; }

    /// <summary>Places among the members' facts.</summary>
    internal IReadOnlyList<int> MemberFacts { get; }

    /// <summary>Places among the program's inputs.</summary>
    internal IReadOnlyList<int> Inputs { get; }

    internal static Rule Create(string file, PolicyDefinition policy, RuleDefinition rule, DmnProgram program, FactShape shape, IReadOnlyList<int> members)
    {
        ProblemException Wrong(string zh, string en) => new(Problem.PolicyWrong(file, $"规则“{rule.Rule}”{zh}", $"rule '{rule.Rule}' {en}"));
        var decision = program.IndexOf(rule.Rule);
        if (decision < 0)
            throw Wrong("在模型中没有同名的决策。", "has no decision of its name in the model.");
        if (rule.Reason.Count == 0 || !rule.Reason.ContainsKey("zh") || !rule.Reason.ContainsKey("en"))
            throw Wrong("缺少中文或英文理由。", "needs a reason in zh and in en.");
        var inputs = program.InputsOf(decision);
        var shown = rule.Reason.Values.SelectMany(Reason.NamesIn).Distinct().ToList();
        foreach (var name in shown)
        {
            if (!inputs.Contains(name) && !(policy.Derived.Exists(derived => derived.Name == name) && program.IndexOf(name) >= 0))
                throw Wrong($"的理由提到“{name}”，但它不是这条规则用到的事实或标准值，也不是列出的中间结果。", $"has a reason with {{{name}}}, which is neither a fact or figure of the rule nor a derived value.");
        }
        shown.AddRange(inputs.Where(input => input != Policy.Members && !shown.Contains(input)));
        var memberFacts = rule.MemberFacts.ConvertAll(shape.MemberIndex);
        if (memberFacts.Exists(column => !members.Contains(column)) || memberFacts.Count > 0 && !inputs.Contains(Policy.Members))
            throw Wrong("的 member_facts 中有模型的成员没有的事实。", "names a member fact that the model's members do not have.");
        var places = Enumerable.Range(0, program.InputNames.Count).Where(place => inputs.Contains(program.InputNames[place])).ToList();
        if (rule.Protects.Count > 0 && (!rule.Protects.ContainsKey("zh") || !rule.Protects.ContainsKey("en")))
            throw Wrong("的 protects 缺少中文或英文名称。", "names what it protects in one language only.");
        return new Rule(rule, decision, [.. inputs.Where(input => shape.HouseholdIndex(input) >= 0)], shown, memberFacts, places) { Gap = rule.Gap is null ? null : GapOf(rule.Gap, shown, Wrong) };
    }

    /// <summary>Only over what is kept with a warning, so that it reads years later as it read then.</summary>
    private static FeelExpression GapOf(GapDefinition gap, IEnumerable<string> kept, Func<string, string, ProblemException> wrong)
    {
        var expression = FeelExpression.Compile(gap.Of, [.. kept.Where(name => gap.Of.Contains(name, StringComparison.Ordinal))]);
        if (expression.Problems.FirstOrDefault(problem => problem.Severity == FeelSeverity.Error) is { } error)
            throw wrong($"的 gap 有误（{error.Zh}）：只能用随预警保存的数。", $"has a gap that is wrong ({error.En}): it can use what is kept with the warning.");
        return gap.Words.TryGetValue("zh", out var zh) && gap.Words.TryGetValue("en", out var en) && zh.Contains(Reason.GapName, StringComparison.Ordinal) && en.Contains(Reason.GapName, StringComparison.Ordinal)
            ? expression
            : throw wrong("的 gap 要用中英文各写一句，句中有 {gap}。", "needs the words of its gap in zh and in en, with {gap} in them.");
    }
}
