using System.Collections.Generic;

namespace Saxaul.Feel.Syntax;

// Unary tests: the cells of decision tables, allowed values, and what stands after "in" (grammar rules 7 to 17).
internal sealed partial class Parser
{
    private Expr UnaryTests()
    {
        int position = Current.Start;
        if (Current.Kind == TokenKind.End) return new TestsExpr(false, [], position);
        if (Current.Is("-") && Peek().Kind == TokenKind.End)
        {
            _at++;
            return new TestsExpr(false, [], position);
        }
        if (Current.Is("not") && Peek().Is("("))
        {
            int start = _at;
            _at += 2;
            var negated = PositiveTests();
            if (Current.Is(")") && Peek().Kind == TokenKind.End)
            {
                _at++;
                return new TestsExpr(true, negated, position);
            }
            // Otherwise "not" is the function, in a longer condition.
            if (_error is null) _at = start;
        }
        return new TestsExpr(false, PositiveTests(), position);
    }

    private List<Expr> PositiveTests()
    {
        var tests = new List<Expr>();
        do tests.Add(PositiveTest());
        while (Accept(","));
        return tests;
    }

    private Expr PositiveTest()
    {
        int position = Current.Start;
        if (ComparisonOperator(Current) is { } comparison)
        {
            _at++;
            return new ComparisonTestExpr(comparison, Additive(), position);
        }
        return ValueTest(Expression, position);
    }

    private Expr ValueTest(System.Func<Expr> rule, int position)
    {
        bool before = _usedInput;
        _usedInput = false;
        var value = rule();
        bool uses = _usedInput;
        _usedInput = before || uses;
        return new ValueTestExpr(value, uses, position);
    }

    private TestsExpr InTests()
    {
        int position = Current.Start;
        if (ComparisonOperator(Current) is { } comparison)
        {
            _at++;
            return new TestsExpr(false, [new ComparisonTestExpr(comparison, Additive(), position)], position);
        }
        if (Current.Is("("))
        {
            int start = _at++;
            var tests = PositiveTests();
            if (Accept(")") && Current is not { Kind: TokenKind.Symbol, Text: "[" or "." or "+" or "-" or "*" or "/" or "**" or "(" })
                return new TestsExpr(false, tests, position);
            // A range such as (1..3), or an expression that only begins with a parenthesis.
            if (_error is null) _at = start;
        }
        return new TestsExpr(false, [ValueTest(Additive, position)], position);
    }
}
