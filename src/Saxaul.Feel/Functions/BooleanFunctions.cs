
namespace Saxaul.Feel.Functions;

/// <summary>Functions of truth values (DMN 1.5, 10.3.4.2 and 10.3.4.8; "all" and "any" of 10.3.4.4).</summary>
internal static class BooleanFunctions
{
    public static readonly (string, BuiltInBody)[] Table =
    [
        ("not(negand: any) = boolean", (in Call call) => call[0] switch
        {
            { Kind: FeelKind.Boolean } value => !value.AsBoolean,
            { IsNull: true } => default(FeelValue),
            _ => call.NoResult(),
        }),
        ("is(value1?: any, value2?: any) = boolean", (in Call call) => FeelComparison.AreIdentical(call[0], call[1])),
        ("all(list: list...) = boolean", (in Call call) => Decide(call, decisive: false)),
        ("any(list: list...) = boolean", (in Call call) => Decide(call, decisive: true)),
    ];

    private static FeelValue Decide(in Call call, bool decisive)
    {
        bool unknown = false;
        foreach (var item in call[0].Items)
        {
            if (item.Kind != FeelKind.Boolean) unknown = true;
            else if (item.IsTrue == decisive) return decisive;
        }
        return unknown ? default(FeelValue) : !decisive;
    }
}
