using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml;
using Saxaul.Calendars;
using Saxaul.Database;
using Saxaul.Indicators;
using Saxaul.Privacy;
using Saxaul.Users;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Saxaul.Registers;

/// <summary>Reads one definition and refuses what must not be in it: the first thing wrong by an exception, or each into a list, for whoever edits definitions and wants to see all at once.</summary>
/// <param name="file">The file's name, for messages.</param>
/// <param name="all">Takes what is refused; when left out the first is thrown.</param>
internal sealed class DefinitionReader(string file, string text, ICollection<Problem>? all = null)
{
    public RegisterDefinition Register()
    {
        RefuseNeverKept();
        var definition = DefinitionFile.Read<RegisterDefinition>(file, text);
        Check(definition.Fields.Count > 0, "没有任何字段。", "it has no fields.");
        Name(definition.Register);
        NeedsLabels(definition.Register, definition.Labels);
        Check(definition.Keep is null || Says(definition.KeepSource), "写了保存期限（keep），请用两种语言写明依据（keep_source）。", "it says how long it is kept (keep): say in both languages where the time comes from (keep_source).");
        Check(definition.Law is null || Says(definition.Law), "依据的法律（law）请用两种语言写明。", "say the law in both languages (law).");
        foreach (var field in definition.Fields)
            Field(definition, field);
        Check(definition.Fields.Select(field => field.Name).Distinct().Count() == definition.Fields.Count, "有重复的字段名。", "a field name stands twice.");
        Check(definition.IdentifiedBy.All(name => definition.Fields.Exists(field => field.Name == name)), "identified_by 中有不存在的字段。", "identified_by names a field that is not there.");
        if (definition.Spread is { } spread)
        {
            Check(definition.Fields.Exists(field => field.Name == spread.By && field.Type == FieldType.Choice) && definition.Fields.Exists(field => field.Name == spread.Value),
                "spread 必须指明一个选项字段和一个数值字段。", "spread must name a choice field and the field its cells fill.");
        }
        return definition;
    }

    private void Field(RegisterDefinition register, FieldDefinition field)
    {
        Name(field.Name);
        NeedsLabels(field.Name, field.Labels);
        Check(field.Type != FieldType.Choice || field.Choices.Count > 0, $"字段 {field.Name} 是选项，却没有列出选项。", $"field {field.Name} is a choice without choices.");
        Check(field.Min is null && field.Max is null || field.Type is FieldType.Integer or FieldType.Money && !(field.Min > field.Max),
            $"字段 {field.Name} 的 min、max 只用于数值，且 min 不大于 max。", $"min and max of field {field.Name} are for numbers, and min is at most max.");
        Check(field.BlankChoice is null || field.Choice(field.BlankChoice) is not null, $"字段 {field.Name} 的 blank_choice 不在选项中。", $"blank_choice of field {field.Name} is not one of its choices.");
        Check(field.Choices.Select(choice => choice.Code).Distinct().Count() == field.Choices.Count, $"字段 {field.Name} 有重复的选项代码。", $"field {field.Name} has a choice code twice.");
        var line = LineOf(field.Name);
        if (register.BelongsTo != Owner.Area)
        {
            if (!Says(register.PurposeOf(field)))
                Refuse(Problem.NoPurpose(FileName, line, field.Name));
            if ((field.Keep ?? register.Keep) is null)
                Refuse(Problem.NoRetention(FileName, line, field.Name));
        }
        if ((field.Keep ?? register.Keep) is { } keep)
        {
            var retention = Retention.Parse(keep);
            Check(retention is not null && (retention.From != KeptFrom.Field || register.Fields.Exists(other => other.Name == retention.Field && other.Type == FieldType.Day)),
                $"字段 {field.Name} 的保存期限“{keep}”看不懂，请写成 5 years after it ends、10 years after leaving 或 5 years after 某个日期字段。",
                $"the time '{keep}' for which field {field.Name} is kept cannot be read; write '5 years after it ends', '10 years after leaving' or '5 years after' a field of type day.");
        }
        if (field.IsTheirsToSay && (field.Fact is not null || field.Group || field.Choices.Exists(choice => choice.Fact is not null)))
            Refuse(Problem.AnswerRead(FileName, line, field.Labels.In("zh"), field.Labels.In("en")));
        if (register.BelongsTo != Owner.Area && FreeToDecline.Presses(field))
            Refuse(Problem.PressesToAccept(FileName, line, field.Labels.In("zh"), field.Labels.In("en")));
        else if (register.BelongsTo != Owner.Area && FreeToDecline.HidesAnswer(field))
            Refuse(Problem.AnswerNotSaid(FileName, line, field.Labels.In("zh"), field.Labels.In("en")));
        if (field.About == FreeChoice.Answer && field.DueDays is not null)
            Refuse(Problem.ClockOnAnswer(FileName, line, field.Labels.In("zh"), field.Labels.In("en")));
    }

    public ListDefinition List()
    {
        RefuseNeverKept();
        var definition = DefinitionFile.Read<ListDefinition>(file, text);
        Name(definition.List);
        NeedsLabels(definition.List, definition.Labels);
        foreach (var column in definition.Columns)
        {
            Name(column.Field);
            Check(column.Words.Count > 0, $"列 {column.Field} 没有写明表头用语（words）。", $"column {column.Field} has no words to know it by.");
        }
        Check(definition.About == ListAbout.Roster || definition.Records is not null, "没有写明记入哪个台账（records）。", "it does not say into which register it records.");
        return definition;
    }

    public IndicatorFile Indicators()
    {
        RefuseNeverKept();
        var content = DefinitionFile.Read<IndicatorFile>(file, text);
        Check(content.Indicators.Count > 0, "没有任何指标。", "it has no indicators.");
        foreach (var indicator in content.Indicators)
        {
            Name(indicator.Indicator);
            NeedsLabels(indicator.Indicator, indicator.Labels);
            NeedsLabels(indicator.Indicator, indicator.Unit);
        }
        return content;
    }

    public Role Role()
    {
        RefuseNeverKept();
        var role = DefinitionFile.Read<Role>(file, text);
        Name(role.Code);
        NeedsLabels(role.Code, role.Labels);
        Check(role.Rights.Count > 0, "没有任何权限。", "it has no rights.");
        Check(Says(role.Purpose), "请用两种语言写明这些权限用来做什么（purpose）。", "say in both languages what the rights are for (purpose).");
        return role;
    }

    public PrivacyRules Privacy()
    {
        RefuseNeverKept();
        var rules = DefinitionFile.Read<PrivacyRules>(file, text);
        Check(rules.MinutesShown is > 0 and <= 60, "minutes_shown 请填 1 到 60。", "minutes_shown is between 1 and 60.");
        Check(rules.Exports is { HouseholdsADay: > 0, HouseholdsADayOfACounty: > 0, HouseholdsADayEverywhere: > 0 }, "每天导出的户数要大于 0。", "the households that may be exported in a day are more than 0.");
        Check(rules.Requests.AnswerWithin.TrueForAll(time => time is { WorkingDays: > 0 } && time.FromDay > DateOnly.MinValue && Says(time.Source)),
            "answer_within 每项要有 from（如 2021-11-01）、大于 0 的 working_days 和两种语言的 source。", "each answer_within has from (such as 2021-11-01), working_days over 0 and a source in both languages.");
        Check(rules.Searches.TrueForAll(limit => limit is { AskAfter: > 0 } && limit.MostADay >= limit.AskAfter && limit.FromDay > DateOnly.MinValue && Says(limit.Source)),
            "searches 每项要有 from（如 2021-11-01）、大于 0 的 ask_after、不小于它的 most_a_day 和两种语言的 source。", "each of searches has from (such as 2021-11-01), ask_after over 0, most_a_day that is no less, and a source in both languages.");
        Check(rules.Searches.Count == 0 || rules.Purposes.Exists(purpose => !purpose.InWords), "按号码查找要问用途，至少要有一项不用另写文字的用途。", "searching by number asks for a purpose: at least one has to need no words.");
        foreach (var purpose in rules.Purposes.Concat(rules.Exports.Purposes))
        {
            Name(purpose.Code);
            NeedsLabels(purpose.Code, purpose.Labels);
        }
        Check(new[] { rules.Purposes, rules.Exports.Purposes }.All(purposes => purposes.Select(purpose => purpose.Code).Distinct().Count() == purposes.Count), "有重复的用途代码。", "a purpose stands twice.");
        return rules;
    }

    public WorkingCalendar Calendar()
    {
        RefuseNeverKept();
        var calendar = DefinitionFile.Read<WorkingCalendar>(file, text);
        Check(calendar.Years.Select(year => year.Year).Distinct().Count() == calendar.Years.Count, "有一年写了两次，请合在一起。", "a year stands twice; put both together.");
        foreach (var year in calendar.Years)
        {
            foreach (var written in year.Off.Concat(year.On))
            {
                Check(CalendarYear.Days(written) is { } days && Math.Abs(days.First.Year - year.Year) <= 1 && Math.Abs(days.Last.Year - year.Year) <= 1,
                    $"{year.Year} 年的“{written}”看不懂，请写成 {year.Year}-10-01，或 {year.Year}-10-01/{year.Year}-10-07。", $"'{written}' of {year.Year} cannot be read; write {year.Year}-10-01, or {year.Year}-10-01/{year.Year}-10-07.");
            }
            var worked = year.On.Select(CalendarYear.Days).OfType<(DateOnly First, DateOnly Last)>().SelectMany(days => Enumerable.Range(0, days.Last.DayNumber - days.First.DayNumber + 1).Select(days.First.AddDays)).ToList();
            Check(worked.TrueForAll(day => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday && !year.Rests(day)), $"{year.Year} 年的 on 只写上班的周六、周日，且不在 off 中。", $"on of {year.Year} names only Saturdays and Sundays that are worked, and none of off.");
            Check(Says(year.Source), $"请用两种语言写明 {year.Year} 年的通知（source）。", $"say in both languages which notice {year.Year} is from (source).");
        }
        return calendar;
    }

    /// <summary>Refuses every value, label, note and expression of the file, YAML or decision model, that asks for what is kept of nobody.</summary>
    public void RefuseNeverKept()
    {
        foreach (var (line, written) in file.EndsWith(".dmn", StringComparison.Ordinal) ? WrittenInXml() : WrittenInYaml())
        {
            if (NeverKept.In(written) is { } word)
                Refuse(Problem.NeverKeptNamed(FileName, line, word));
        }
    }

    private IEnumerable<(long Line, string Text)> WrittenInYaml()
    {
        var parser = new Parser(new StringReader(text));
        while (Next())
        {
            if (parser.Current is Scalar scalar)
                yield return (scalar.Start.Line, scalar.Value);
        }

        bool Next()
        {
            try
            {
                return parser.MoveNext();
            }
            catch (YamlException)
            {
                // What cannot be read, reading the definition says.
                return false;
            }
        }
    }

    private IEnumerable<(long Line, string Text)> WrittenInXml()
    {
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        while (Next())
        {
            var line = ((IXmlLineInfo)reader).LineNumber;
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                yield return (line, reader.Value);
            for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
            {
                if (!reader.Name.StartsWith("xmlns", StringComparison.Ordinal))
                    yield return (line, reader.Value);
            }
        }

        bool Next()
        {
            try
            {
                return reader.Read();
            }
            catch (XmlException)
            {
                return false;
            }
        }
    }

    private string FileName => Path.GetFileName(file);

    /// <summary>The line on which a name first stands by itself; the first when it does not.</summary>
    internal long LineOf(string name)
    {
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0 && name.Length > 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            if (IsEdge(at - 1) && IsEdge(at + name.Length))
                return 1 + text.AsSpan(0, at).Count('\n');
        }
        return 1;

        bool IsEdge(int place) => place < 0 || place >= text.Length || !(char.IsLetterOrDigit(text[place]) || text[place] == '_');
    }

    private static bool Says(Labels? labels) => labels is not null && labels.TryGetValue("zh", out var zh) && labels.TryGetValue("en", out var en) && !string.IsNullOrWhiteSpace(zh) && !string.IsNullOrWhiteSpace(en);

    private void NeedsLabels(string name, Labels labels) => Check(labels.ContainsKey("zh") && labels.ContainsKey("en"), $"{name} 缺少 zh 或 en 名称。", $"{name} needs a label in zh and in en.");

    private void Name(string name)
    {
        try
        {
            RegistryDatabase.Identifier(name);
        }
        catch (ArgumentException)
        {
            Check(false, $"“{name}”不能作名字：只用小写字母、数字和下划线，以字母开头。", $"'{name}' is not a name: use lower-case letters, digits and underscores, beginning with a letter.");
        }
    }

    private void Check(bool holds, string zh, string en)
    {
        if (!holds)
            Refuse(Problem.BadDefinition(FileName, 1, zh, en));
    }

    private void Refuse(Problem problem)
    {
        if (all is null)
            throw new ProblemException(problem);
        all.Add(problem);
    }
}
