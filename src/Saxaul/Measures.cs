using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Saxaul;

/// <summary>
/// What the program tells of itself to whoever watches over it: how often, how many, how long. Nothing in it is about anybody: acts, lists and policies stand there by their names in the program and in the definitions,
/// and never a county, a household, a user, a file or a reason.
/// </summary>
/// <example><code>
/// using var span = Measures.Begin("act", nameof(RecordBirth));
/// </code></example>
public static class Measures
{
    /// <summary>Of the source of traces, and of the meter.</summary>
    public const string Name = "Saxaul";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Acts = Meter.CreateCounter<long>("saxaul.acts", "{act}", "Acts by hand, by what they record.");
    private static readonly Counter<long> Entries = Meter.CreateCounter<long>("saxaul.journal.entries", "{entry}", "Entries sealed into the journal.");
    private static readonly Histogram<double> Imports = Meter.CreateHistogram<double>("saxaul.import.duration", "s", "Applying or comparing a file, by list and outcome.");
    private static readonly Histogram<double> Screenings = Meter.CreateHistogram<double>("saxaul.screening.duration", "s", "Screening a county, by policy, and whether all of it or what changed.");
    private static readonly Counter<long> Warnings = Meter.CreateCounter<long>("saxaul.warnings", "{warning}", "Warnings that came or went.");

    /// <summary>Begins a span of a trace; null while nobody listens.</summary>
    /// <param name="what">What kind of work.</param>
    /// <param name="which">Its name in the program or the definitions.</param>
    internal static Activity? Begin(string what, string which) => Source.StartActivity($"{what} {which}");

    internal static void Acted(string act) => Acts.Add(1, new KeyValuePair<string, object?>("act", act));

    internal static void Sealed(long entries) => Entries.Add(entries);

    /// <param name="problem">The number of what it was refused with; null when it was not.</param>
    internal static void Imported(string list, TimeSpan took, bool rehearsed, int? problem) => Imports.Record(took.TotalSeconds, new("list", list),
        new("outcome", problem is not null ? "refused" : rehearsed ? "rehearsed" : "applied"), new("problem", problem));

    internal static void Screened(string policy, TimeSpan took, bool whole, int added, int gone)
    {
        Screenings.Record(took.TotalSeconds, new("policy", policy), new("scope", whole ? "whole" : "changed"));
        Warnings.Add(added, new KeyValuePair<string, object?>("change", "new"));
        Warnings.Add(gone, new KeyValuePair<string, object?>("change", "gone"));
    }
}
