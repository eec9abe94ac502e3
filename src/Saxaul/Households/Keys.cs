namespace Saxaul.Households;

/// <summary>A household by its key.</summary>
public sealed record HouseholdKey(int CountyKey, long Id);

/// <summary>A person by their key.</summary>
public sealed record PersonKey(int CountyKey, long Id);
