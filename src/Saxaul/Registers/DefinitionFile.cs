using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saxaul.Database;
using Saxaul.Indicators;
using Saxaul.Privacy;
using Saxaul.Users;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Saxaul.Registers;

/// <summary>Reads definition files (YAML). What it does not know it refuses, with the line and what to do.</summary>
public static class DefinitionFile
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance)
        .WithEnumNamingConvention(UnderscoredNamingConvention.Instance)
        .WithDuplicateKeyChecking()
        .Build();

    /// <summary>Reads one definition.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <exception cref="ProblemException"><see cref="Problem.BadDefinition"/></exception>
    public static T Read<T>(string file, string text) where T : class
    {
        try
        {
            return Yaml.Deserialize<T>(text) ?? throw Bad(file, 1, "文件是空的，请填写内容。", "the file is empty; fill it in.");
        }
        catch (YamlException wrong)
        {
            var detail = wrong.InnerException?.Message ?? wrong.Message;
            throw new ProblemException(Problem.BadDefinition(file, wrong.Start.Line, $"看不懂这一行，请对照说明修改（{detail}）。", $"this line cannot be read; compare it with the guide ({detail})."), wrong);
        }
    }

    public static RegisterDefinition ReadRegister(string file, string text)
    {
        var definition = Read<RegisterDefinition>(file, text);
        RefuseNeverKept(file, definition.Fields.SelectMany(field => field.Labels.Values.Concat(field.Words).Append(field.Name).Concat(field.Choices.SelectMany(choice => choice.Columns))));
        Check(file, definition.Fields.Count > 0, "没有任何字段。", "it has no fields.");
        Name(file, definition.Register);
        NeedsLabels(file, definition.Register, definition.Labels);
        foreach (var field in definition.Fields)
        {
            Name(file, field.Name);
            NeedsLabels(file, field.Name, field.Labels);
            Check(file, definition.BelongsTo != Owner.Person || !string.IsNullOrWhiteSpace(field.Purpose),
                $"字段 {field.Name} 记录的是个人情况，请写明为什么收集（purpose）；说不出用途的不要收集。",
                $"field {field.Name} says something about a person: write why it is kept (purpose); what has no purpose is not kept.");
            Check(file, field.Type != FieldType.Choice || field.Choices.Count > 0, $"字段 {field.Name} 是选项，却没有列出选项。", $"field {field.Name} is a choice without choices.");
            Check(file, field.Min is null && field.Max is null || field.Type is FieldType.Integer or FieldType.Money && !(field.Min > field.Max),
                $"字段 {field.Name} 的 min、max 只用于数值，且 min 不大于 max。", $"min and max of field {field.Name} are for numbers, and min is at most max.");
            Check(file, field.BlankChoice is null || field.Choice(field.BlankChoice) is not null, $"字段 {field.Name} 的 blank_choice 不在选项中。", $"blank_choice of field {field.Name} is not one of its choices.");
            Check(file, field.Choices.Select(choice => choice.Code).Distinct().Count() == field.Choices.Count, $"字段 {field.Name} 有重复的选项代码。", $"field {field.Name} has a choice code twice.");
        }
        Check(file, definition.Fields.Select(field => field.Name).Distinct().Count() == definition.Fields.Count, "有重复的字段名。", "a field name stands twice.");
        Check(file, definition.IdentifiedBy.All(name => definition.Fields.Exists(field => field.Name == name)), "identified_by 中有不存在的字段。", "identified_by names a field that is not there.");
        if (definition.Spread is { } spread)
        {
            Check(file, definition.Fields.Exists(field => field.Name == spread.By && field.Type == FieldType.Choice) && definition.Fields.Exists(field => field.Name == spread.Value),
                "spread 必须指明一个选项字段和一个数值字段。", "spread must name a choice field and the field its cells fill.");
        }
        return definition;
    }

    public static ListDefinition ReadList(string file, string text)
    {
        var definition = Read<ListDefinition>(file, text);
        RefuseNeverKept(file, definition.Columns.SelectMany(column => column.Labels.Values.Concat(column.Words).Append(column.Field)));
        Name(file, definition.List);
        NeedsLabels(file, definition.List, definition.Labels);
        foreach (var column in definition.Columns)
        {
            Name(file, column.Field);
            Check(file, column.Words.Count > 0, $"列 {column.Field} 没有写明表头用语（words）。", $"column {column.Field} has no words to know it by.");
        }
        Check(file, definition.About == ListAbout.Roster || definition.Records is not null, "没有写明记入哪个台账（records）。", "it does not say into which register it records.");
        return definition;
    }

    public static IndicatorFile ReadIndicators(string file, string text)
    {
        var content = Read<IndicatorFile>(file, text);
        Check(file, content.Indicators.Count > 0, "没有任何指标。", "it has no indicators.");
        foreach (var indicator in content.Indicators)
        {
            Name(file, indicator.Indicator);
            NeedsLabels(file, indicator.Indicator, indicator.Labels);
            NeedsLabels(file, indicator.Indicator, indicator.Unit);
        }
        return content;
    }

    public static Role ReadRole(string file, string text)
    {
        var role = Read<Role>(file, text);
        Name(file, role.Code);
        NeedsLabels(file, role.Code, role.Labels);
        Check(file, role.Rights.Count > 0, "没有任何权限。", "it has no rights.");
        Check(file, role.Purpose.ContainsKey("zh") && role.Purpose.ContainsKey("en"), "请用两种语言写明这些权限用来做什么（purpose）。", "say in both languages what the rights are for (purpose).");
        return role;
    }

    public static PrivacyRules ReadPrivacy(string file, string text)
    {
        var rules = Read<PrivacyRules>(file, text);
        Check(file, rules.MinutesShown is > 0 and <= 60, "minutes_shown 请填 1 到 60。", "minutes_shown is between 1 and 60.");
        Check(file, rules.Exports is { HouseholdsADay: > 0, HouseholdsADayOfACounty: > 0, HouseholdsADayEverywhere: > 0 }, "每天导出的户数要大于 0。", "the households that may be exported in a day are more than 0.");
        Check(file, rules.Requests.AnswerWithin.TrueForAll(time => time is { WorkingDays: > 0 } && time.FromDay > DateOnly.MinValue && time.Source.ContainsKey("zh") && time.Source.ContainsKey("en")),
            "answer_within 每项要有 from（如 2021-11-01）、大于 0 的 working_days 和两种语言的 source。", "each answer_within has from (such as 2021-11-01), working_days over 0 and a source in both languages.");
        foreach (var purpose in rules.Purposes.Concat(rules.Exports.Purposes))
        {
            Name(file, purpose.Code);
            NeedsLabels(file, purpose.Code, purpose.Labels);
        }
        Check(file, new[] { rules.Purposes, rules.Exports.Purposes }.All(purposes => purposes.Select(purpose => purpose.Code).Distinct().Count() == purposes.Count), "有重复的用途代码。", "a purpose stands twice.");
        return rules;
    }

    private static void RefuseNeverKept(string file, IEnumerable<string> texts)
    {
        if (NeverKept.First(texts) is { } never)
            throw Bad(file, 1, $"“{never}”属于不收集的内容（民族、宗教、政治面貌、行踪、生物特征），请删去。", $"'{never}' is never kept (ethnicity, religion, politics, movements, biometrics); remove it.");
    }

    private static void NeedsLabels(string file, string name, Labels labels) =>
        Check(file, labels.ContainsKey("zh") && labels.ContainsKey("en"), $"{name} 缺少 zh 或 en 名称。", $"{name} needs a label in zh and in en.");

    private static void Name(string file, string name)
    {
        try
        {
            RegistryDatabase.Identifier(name);
        }
        catch (ArgumentException)
        {
            throw Bad(file, 1, $"“{name}”不能作名字：只用小写字母、数字和下划线，以字母开头。", $"'{name}' is not a name: use lower-case letters, digits and underscores, beginning with a letter.");
        }
    }

    private static void Check(string file, bool holds, string zh, string en)
    {
        if (!holds)
            throw Bad(file, 1, zh, en);
    }

    private static ProblemException Bad(string file, long line, string zh, string en) => new(Problem.BadDefinition(Path.GetFileName(file), line, zh, en));
}

/// <summary>The shipped definitions: every programme's registers, lists and policies, as text by name.</summary>
public sealed record Programmes(IReadOnlyDictionary<string, string> Files)
{
    /// <summary>Reads the folder that is shipped beside the program.</summary>
    public static Programmes Shipped { get; } = Read(Path.Combine(AppContext.BaseDirectory, "programmes"));

    /// <summary>Reads a folder of programmes; names are paths within it with forward slashes.</summary>
    public static Programmes Read(string folder) =>
        new(Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories)
                .Where(file => Path.GetExtension(file) is ".yaml" or ".dmn")
                .ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText)
            : new Dictionary<string, string>());

    /// <summary>The files in every programme's folder of this name.</summary>
    public IEnumerable<(string File, string Text)> In(string kind) =>
        Files.Where(file => file.Key.Split('/') is [_, var folder, ..] && folder == kind).OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => (file.Key, file.Value));
}
