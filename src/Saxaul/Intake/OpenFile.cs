using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Saxaul.Registers;

namespace Saxaul.Intake;

/// <summary>Opens handed-over files and finds out which list each one is; refuses, with what to do, where that is not certain.</summary>
internal sealed partial class OpenFile(Registry registry, Layout layout, DateOnly? on, string? kind)
{
    private readonly IReadOnlyList<ListShape> all =
        [.. registry.Lists.Select(list => new ListShape(list, registry.Registers, (on ?? Journal.Instant.Today(registry.Database.Time)).Year))];

    /// <exception cref="ProblemException">2001 to 2013 when the file cannot be read, 2020 to 2024 when its form is not known well enough.</exception>
    /// <param name="seen">Told what its sheets and columns were taken for, also when it is refused then.</param>
    public OpenedFile At(GivenFile given, Action<FileLook>? seen = null)
    {
        var content = given.Open();
        var bytes = content.Length;
        var workbook = Workbook.Open(content, given.Name);
        try
        {
            return Recognised(given, bytes, workbook, seen);
        }
        catch
        {
            workbook.Dispose();
            throw;
        }
    }

    private OpenedFile Recognised(GivenFile given, long bytes, Workbook workbook, Action<FileLook>? seen)
    {
        var name = workbook.Name;
        IReadOnlyList<ListShape> shapes = (given.Kind ?? kind) is { } wanted ? [.. all.Where(shape => shape.Definition.List == wanted)] : all;
        var forms = RecogniseForms.In(workbook, [.. shapes.Select(shape => shape.Kind)], layout);
        seen?.Invoke(FileLook.Of(forms));
        var lists = forms.Where(form => form.State is FormState.Recognised or FormState.ColumnsMissing).ToList();
        if (lists.Count == 0 && forms.FirstOrDefault(form => form.State == FormState.Ambiguous) is { } ambiguous)
            throw new ProblemException(Problem.FormAmbiguous(name, ambiguous.Sheet.Name, Labels(ambiguous.Candidates, "zh"), Labels(ambiguous.Candidates, "en")));
        if (lists.Count == 0)
            throw new ProblemException(Problem.FormUnknown(name, All("zh"), All("en")));
        var shape = shapes.First(shape => shape.Kind == lists[0].Kind);
        if (lists.FirstOrDefault(form => form.Kind != shape.Kind) is { } other)
            throw new ProblemException(Problem.SeveralListsInFile(name, lists[0].Sheet.Name, other.Sheet.Name));

        var day = forms.Select(form => form.FilledOn).FirstOrDefault(filled => filled is not null) ?? on ?? Journal.Instant.Today(registry.Database.Time);
        var sheets = new List<OpenedSheet>();
        foreach (var form in lists)
        {
            CheckColumns(name, shape, form);
            var period = form.Period ?? (shape.Definition.About == ListAbout.Roster ? TwelveMonthsBefore(day) : new Period(new DateOnly(day.Year, day.Month, 1), new DateOnly(day.Year, day.Month, 1).AddMonths(1).AddDays(-1)));
            sheets.Add(new OpenedSheet(form, new HouseholdBuilder.Terms(form.Sheet.Name, shape.Definition.Source, period, form.Period is not null, new WrittenPlace(null, null, form.Missing.Count > 0 && IsNamed(form.Sheet) ? form.Sheet.Name : null))));
        }
        return new OpenedFile
        {
            Given = given,
            Bytes = bytes,
            Workbook = workbook,
            Shape = shape,
            Sheets = sheets,
            Fingerprint = FingerprintOf(given),
            On = day,
            UnknownColumns = [.. lists.SelectMany(form => form.Columns.Where(column => column.State is ColumnState.Unknown or ColumnState.Ambiguous)
                .Select(column => new UnknownColumn(form.Sheet.Name, column.Letter, column.Heading, column.Suggestions)))],
            Notes = [.. NotRead(forms)],
        };
    }

    /// <summary>A sheet named after its village needs no column for it; whether the name is a village's is seen when places are looked up.</summary>
    private static void CheckColumns(string file, ListShape shape, Form form)
    {
        var missing = form.Missing.Where(field => !(field.Field == WellKnown.Village && shape.Definition.About == ListAbout.Roster && (IsNamed(form.Sheet) || NamesVillage(file, form)))).ToList();
        if (missing.Count > 0)
            throw new ProblemException(Missing(file, shape, form, missing));
        if (shape.Definition.About == ListAbout.Roster && !new RosterColumns(shape, form).TellHouseholdsApart)
            throw new ProblemException(Problem.HouseholdsNotTold(file, form.Sheet.Name));
    }

    /// <summary>Which columns are missing, and where several claim to be one of them, which those are.</summary>
    private static Problem Missing(string file, ListShape shape, Form form, IReadOnlyList<FieldWords> missing)
    {
        string Name(FieldWords field, string language, string claimed)
        {
            var label = shape.Find(field.Field)!.Labels.In(language);
            var claims = form.Columns.Where(column => column.State == ColumnState.Ambiguous && column.Suggestions.Contains(field.Field)).Select(column => column.Letter).ToList();
            return claims.Count == 0 ? label : string.Format(CultureInfo.InvariantCulture, claimed, label, string.Join(language == "zh" ? "、" : ", ", claims));
        }
        return Problem.ColumnsMissing(file, form.Sheet.Name,
            string.Join("、", missing.Select(field => Name(field, "zh", "{0}（{1} 列都像，不知是哪一列）"))), string.Join(", ", missing.Select(field => Name(field, "en", "{0} (columns {1} all look like it)"))));
    }

    /// <summary>Whether a sheet's name may be a village's: neither what programs call sheets nor what a list is called.</summary>
    private static bool IsNamed(Sheet sheet) => sheet.Name.Any(letter => letter > 0x2E7F) && !ListName().IsMatch(sheet.Name);

    private static bool NamesVillage(string file, Form form)
    {
        string?[] texts = [form.Title, form.FilledInBy, file, .. form.NoteTexts];
        return texts.Any(text => text is not null && VillageWord().IsMatch(text));
    }

    [GeneratedRegex("村(?!民)|社区")]
    private static partial Regex VillageWord();

    [GeneratedRegex("工作表|信息|名单|名册|花名|台账|采集|明细|汇总|统计|数据|登记|表$|表[（(]|表\\d*$")]
    private static partial Regex ListName();

    private static IEnumerable<Sentence> NotRead(IReadOnlyList<Form> forms)
    {
        foreach (var form in forms)
        {
            var sheet = form.Sheet.Name;
            foreach (var column in form.Columns.Where(column => column.State == ColumnState.NeverKept))
                yield return new Sentence($"工作表“{sheet}”的 {column.Letter} 列“{column.Heading}”按规定不收集，没有读取。", $"Column {column.Letter} '{column.Heading}' of the sheet '{sheet}' is never kept and was not read.");
            if (form.State == FormState.Hidden)
                yield return new Sentence($"隐藏的工作表“{sheet}”看上去也是名册，没有读取；需要时请取消隐藏后再提交。", $"The hidden sheet '{sheet}' looks like a list too and was not read; unhide it and hand the file in again if it is wanted.");
            if (form.State is FormState.Unknown or FormState.Ambiguous)
                yield return new Sentence($"工作表“{sheet}”的表头认不出来，没有读取。", $"The headings of the sheet '{sheet}' are not known; it was not read.");
        }
    }

    private string Labels(IEnumerable<ListKind> kinds, string language) =>
        string.Join(language == "zh" ? "、" : ", ", kinds.Select(one => all.First(shape => shape.Kind == one).Definition.Labels.In(language)));

    /// <summary>Every list there is, also when a kind was named that is none.</summary>
    private string All(string language) => string.Join(language == "zh" ? "、" : ", ", registry.Lists.Select(list => list.Labels.In(language)));

    /// <summary>What a form without a period speaks of: twelve full months, the last of them two months before it is handed over, as offices collect it.</summary>
    private static Period TwelveMonthsBefore(DateOnly day)
    {
        var end = new DateOnly(day.Year, day.Month, 1).AddMonths(-1);
        return new Period(end.AddMonths(-12), end.AddDays(-1));
    }

    private static byte[] FingerprintOf(GivenFile given)
    {
        using var content = given.Open();
        return SHA256.HashData(content);
    }
}
