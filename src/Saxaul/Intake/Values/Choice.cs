using System.Collections.Generic;

namespace Saxaul.Intake;

/// <summary>One of the answers a list of choices allows.</summary>
/// <param name="Code">What is kept.</param>
/// <param name="Label">What people read, such as 长期慢性病.</param>
/// <param name="Words">Other words for it that offices write.</param>
public sealed record Choice(string Code, string Label, IReadOnlyList<string> Words);
