using System.Collections.Generic;

namespace Saxaul.Intake;

/// <summary>A kind of list that offices hand over, such as a household roster or a department's list of medical costs.</summary>
/// <param name="Code">Its name, such as "roster".</param>
/// <param name="Fields">What its columns may be.</param>
public sealed record ListKind(string Code, IReadOnlyList<FieldWords> Fields);
