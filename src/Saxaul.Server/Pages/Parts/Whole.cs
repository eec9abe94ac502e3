using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Saxaul.Server.Pages.Parts;

/// <summary>
/// Words in which what belongs together stays on one line: a name, a day, a number with its unit. Places and files break only behind their own marks.
/// A browser would break at any hyphen or blank, and between any two Chinese signs.
/// </summary>
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
            builder.AddAttribute(2, "class", match.Groups["apart"].Success ? "apart" : "whole");
            builder.AddContent(3, match.Value);
            builder.CloseElement();
            at = match.Index + match.Length;
        }
        builder.AddContent(4, words[at..]);
    }

    /// <summary>
    /// The path of a place, or a file; a name with its dot, or each part of a longer one; a day, a moment or a period, with the word before it; a grade; who signs in as team-2; which row; a number and the word behind it,
    /// and at the end of a sentence the word before it.
    /// </summary>
    [GeneratedRegex(@"(?<apart>\p{Lo}{2,}(?:/\p{Lo}+)+|[\w-]+\.(?:csv|xlsx?|et)\b)|\p{Lo}{1,8}[·・](?=\p{Lo}{1,8}[·・])|(?<=[·・])\p{Lo}{1,8}[·・]|\p{Lo}{1,8}[·・]\p{Lo}{1,8}|\p{Lo}{1,4}，\d{4}-\d\d-\d\d|(?:\p{Lo}{1,3} )?\d{4}-\d\d-\d\d(?:–\d{4}-\d\d-\d\d| \d\d:\d\d)?|\b[Gg]rade [A-D]\b|(?<!\d)\d{4}-\d\d(?![-\d])|\b[a-z]+-\d+|(?:第|row) \d[\d,]*(?: \p{Lo})?|\d[\d,.]* (?:[a-z]+|\p{Lo})|[a-z]+ \d[\d,]*\.?$")]
    private static partial Regex Together();
}
