using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Saxaul.Server.Pages.Parts;

/// <summary>Words in which no day breaks at its hyphens and no number leaves its unit for the next line: a browser would break at either.</summary>
public sealed partial class Whole : ComponentBase
{
    [Parameter] public string? Words { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        var (words, at) = (Words ?? "", 0);
        foreach (var match in (System.Collections.Generic.IEnumerable<Match>)Together().Matches(words))
        {
            builder.AddContent(0, words[at..match.Index]);
            builder.OpenElement(1, "span");
            builder.AddAttribute(2, "class", "whole");
            builder.AddContent(3, match.Value);
            builder.CloseElement();
            at = match.Index + match.Length;
        }
        builder.AddContent(4, words[at..]);
    }

    /// <summary>A day or a moment; a number and the word behind it.</summary>
    [GeneratedRegex(@"\d{4}-\d\d-\d\d(?: \d\d:\d\d)?|\d[\d,.]* (?:[a-z]+|[元户人岁])")]
    private static partial Regex Together();
}
