using Saxaul.Intake;

namespace Saxaul.Server.Pages.Findings;

/// <summary>Kinds of findings in words.</summary>
internal static class FindingWords
{
    public static string Label(Visit visit, string kind) => FindingKind.Labels.TryGetValue(kind, out var label) ? visit.Language == Language.Chinese ? label.Zh : label.En : kind;

    /// <summary>What to do about it.</summary>
    public static string ToDo(Visit visit, string kind) => visit.Say(Texts.All.ContainsKey("finding." + kind) ? "finding." + kind : "finding.other");
}
