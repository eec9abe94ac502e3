using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Saxaul.Intake;

/// <summary>
/// Finds out what each sheet of a workbook is. Headings are matched exactly once they are made comparable; what matches nothing gets
/// suggestions for a person, never a guess.
/// </summary>
public static partial class RecogniseForms
{
    /// <summary>Looks at the top of every sheet.</summary>
    /// <param name="workbook">The workbook.</param>
    /// <param name="kinds">The kinds of lists it may hold.</param>
    /// <param name="layout">What people said before about headings; comes first.</param>
    /// <returns>One form for each sheet, in their order.</returns>
    public static IReadOnlyList<Form> In(Workbook workbook, IReadOnlyList<ListKind> kinds, Layout? layout = null)
    {
        ArgumentNullException.ThrowIfNull(workbook);
        ArgumentNullException.ThrowIfNull(kinds);
        Vocabulary[] vocabularies = [.. kinds.Select(static kind => new Vocabulary(kind))];
        var forms = new List<Form>();
        var helperTexts = new List<string>();
        foreach (Sheet sheet in workbook.Sheets)
        {
            var top = new FormTop(workbook, sheet);
            Form form = OfSheet(sheet, top, vocabularies, layout ?? Layout.Empty);
            if (form.State == FormState.Helper) helperTexts.AddRange(Enumerable.Range(0, top.Count).SelectMany(top.Texts));
            forms.Add(form);
        }
        return [.. forms.Select(form => form with { Period = PeriodOf(form, helperTexts, workbook.Name) })];
    }

    private static Form OfSheet(Sheet sheet, FormTop top, Vocabulary[] vocabularies, Layout layout)
    {
        // The list of findings that we added ourselves says nothing, not even a period.
        if (top.Count == 0 || FindingsSheet.IsOurs(top)) return new Form { Sheet = sheet, State = FormState.Blank };
        string name = WrittenText.Key(sheet.Name);
        List<FormHeadings> fits = BestFits(top, vocabularies, layout);
        FormHeadings? best = fits.FirstOrDefault();
        bool isList = best is not null && best.IsLikely;
        // A sheet called 说明 is one unless it is a whole list; a sample looks like a whole list and is none.
        if (SampleName().IsMatch(name) || (HelperName().IsMatch(name) && !(isList && best!.Missing.Count == 0))) return new Form { Sheet = sheet, State = FormState.Helper };
        if (!isList)
        {
            FormHeadings? unknown = sheet.Visible && vocabularies.Length > 0 ? FormHeadings.Unknown(top, vocabularies, layout) : null;
            return unknown is null
                ? new Form { Sheet = sheet, State = FormState.Helper }
                : ToForm(sheet, top, unknown, unknown.Columns, FormState.Unknown);
        }
        FormState state = fits.Count > 1 ? FormState.Ambiguous
            : best!.Missing.Count > 0 ? FormState.ColumnsMissing
            : sheet.Visible ? FormState.Recognised
            : FormState.Hidden;
        List<FormColumn> columns = best!.WithSuggestions(vocabularies.First(vocabulary => vocabulary.Kind == best.Kind));
        return ToForm(sheet, top, best, columns, state) with
        {
            Kind = fits.Count > 1 ? null : best.Kind,
            Candidates = fits.Count > 1 ? [.. fits.Select(static fit => fit.Kind!)] : [],
            Missing = fits.Count > 1 ? [] : best.Missing,
        };
    }

    /// <summary>The best row of headings for the best kind; several when kinds fit it equally well.</summary>
    private static List<FormHeadings> BestFits(FormTop top, Vocabulary[] vocabularies, Layout layout)
    {
        var best = new List<FormHeadings>();
        for (int row = 0; row < top.Count; row++)
        {
            List<HeadingCell> cells = HeadingCell.At(top, row, layout);
            foreach (Vocabulary vocabulary in vocabularies)
            {
                FormHeadings headings = FormHeadings.At(top, row, cells, vocabulary);
                int better = best.Count == 0 ? 1 : headings.CompareTo(best[0]);
                if (better > 0) best = [headings];
                else if (better == 0 && headings.Row == best[0].Row) best.Add(headings);
            }
        }
        return best;
    }

    private static Form ToForm(Sheet sheet, FormTop top, FormHeadings headings, List<FormColumn> columns, FormState state)
    {
        FormTexts texts = FormTexts.Of(top, headings.FirstRow);
        int lastHeading = top.Number(headings.Row);
        return new Form
        {
            Sheet = sheet,
            State = state,
            HeadingRows = [.. Enumerable.Range(headings.FirstRow, headings.Row - headings.FirstRow + 1).Select(top.Number)],
            FirstDataRow = lastHeading + 1,
            Columns = [.. columns.Select(column => column.Unit is null && texts.Unit is not null ? column with { Unit = texts.Unit } : column)],
            Title = texts.Title,
            NoteTexts = texts.Notes,
            FilledInBy = texts.FilledInBy,
            FilledOn = texts.FilledOn,
        };
    }

    private static Period? PeriodOf(Form form, List<string> helperTexts, string fileName)
    {
        if (form.State is FormState.Helper or FormState.Blank) return null;
        IEnumerable<string> places = [form.Title ?? "", .. form.NoteTexts.Where(static note => !Signed().IsMatch(note)), form.Sheet.Name, .. helperTexts, fileName];
        return places.Select(Saxaul.Intake.Period.In).FirstOrDefault(static period => period is not null);
    }

    [GeneratedRegex(@"说明|字典|代码|码表|编码表|下拉|选项|参数|填表指南|指标解释|目录|封面|dict|code|option|readme|hidden", RegexOptions.IgnoreCase)]
    private static partial Regex HelperName();

    [GeneratedRegex("样表|样例|示例|范例|模板|sample|template")]
    private static partial Regex SampleName();

    /// <summary>The day a form was filled in is not the period of its figures.</summary>
    [GeneratedRegex("(?:日期|时间)")]
    private static partial Regex Signed();
}
