namespace Saxaul.Intake;

/// <summary>Sex as GB/T 2261.1 codes it: 1 male, 2 female.</summary>
public enum Sex : byte
{
    Male = 1,
    Female = 2,
}
