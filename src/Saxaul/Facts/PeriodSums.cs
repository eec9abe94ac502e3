using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Registers;

namespace Saxaul.Facts;

/// <summary>
/// How amounts with periods become one amount: the latest total whose period ended before the day, and every addition whose period begins after that total's
/// end and not after the day. So nothing counts twice, and a new yearly total takes the place of what had been added to the old one. Without a total the sum is
/// unknown: the lists alone never tell what a household spent. An entry without an amount makes the sum unknown too.
/// </summary>
internal sealed class PeriodSums(int cells, DateOnly on)
{
    public const string Basis = "basis";
    public const string Total = "total";
    public const string Addition = "addition";
    public const string PeriodFrom = "period_from";
    public const string PeriodTo = "period_to";

    private readonly Entry[] totals = new Entry[cells];
    private readonly List<(int Cell, Entry Entry)> additions = [];

    /// <param name="Id">0 for none.</param>
    /// <param name="Amount">In fen; null when it could not be read.</param>
    /// <param name="Day">Of a total the last day of its period, of an addition the first.</param>
    private readonly record struct Entry(long Id, long? Amount, DateOnly Day, long Known);

    /// <summary>Whether a register's entries say what is needed.</summary>
    public static bool CanSum(RegisterDefinition register) =>
        register.Fields.Exists(field => field.Name == Basis && field.Choice(Total) is not null && field.Choice(Addition) is not null)
        && register.Fields.Exists(field => field.Name == PeriodFrom && field.Type == FieldType.Day)
        && register.Fields.Exists(field => field.Name == PeriodTo && field.Type == FieldType.Day)
        && register.Field(register.Spread!.Value).Type == FieldType.Money;

    /// <summary>Takes an entry into account.</summary>
    /// <param name="known">The journal height that wrote it: of two totals of one period the later known holds.</param>
    /// <param name="trueFrom">The day it holds from, which stands in for a period that was not given.</param>
    public void Take(int cell, bool isTotal, long id, long known, long? amount, DateOnly? periodFrom, DateOnly? periodTo, DateOnly trueFrom)
    {
        if (!isTotal)
        {
            additions.Add((cell, new Entry(id, amount, periodFrom ?? trueFrom, known)));
            return;
        }
        var entry = new Entry(id, amount, periodTo ?? trueFrom.AddDays(-1), known);
        if (entry.Day >= on)
            return;
        var best = totals[cell];
        if (best.Id == 0 || (entry.Day, entry.Known, entry.Id).CompareTo((best.Day, best.Known, best.Id)) > 0)
            totals[cell] = entry;
    }

    /// <summary>The sums in fen by cell, once every entry has been taken.</summary>
    public long?[] Sum()
    {
        var sums = new long?[totals.Length];
        for (var cell = 0; cell < sums.Length; cell++)
            sums[cell] = totals[cell].Id == 0 ? null : totals[cell].Amount;
        foreach (var (cell, entry) in additions)
        {
            if (Counts(cell, entry))
                sums[cell] += entry.Amount;
        }
        return sums;
    }

    /// <summary>The ids of the entries that count in a cell, the total first.</summary>
    public IReadOnlyList<long> Counted(int cell) =>
        totals[cell].Id == 0 ? [] : [totals[cell].Id, .. additions.Where(one => one.Cell == cell && Counts(cell, one.Entry)).Select(one => one.Entry.Id)];

    private bool Counts(int cell, Entry addition) => totals[cell].Id != 0 && addition.Day > totals[cell].Day && addition.Day <= on;
}
