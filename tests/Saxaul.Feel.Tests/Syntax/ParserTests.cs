using System;
using System.Linq;
using CsCheck;
using Xunit;

namespace Saxaul.Feel.Tests.Syntax;

public class ParserTests
{
    [Theory]
    [InlineData("", 0, "empty")]
    [InlineData("1 +", 3, "ends before")]
    [InlineData("(1 + 2", 6, "')' is missing")]
    [InlineData("[1, 2", 5, "']' is missing")]
    [InlineData("\"abc", 0, "not closed")]
    [InlineData("1 2", 2, "not expected")]
    [InlineData("if a then b", 11, "'else' is missing")]
    [InlineData("{a 1}", 1, "A name and a colon")]
    [InlineData("{a: 1, a: 2}", 7, "occurs twice")]
    [InlineData("1 # 2", 2, "means nothing")]
    [InlineData("@\"yesterday\"", 0, "no date, time or duration")]
    [InlineData("5 instance of nummer", 14, "no type")]
    [InlineData("f(a: 1, 2)", 8, "all arguments have names")]
    [InlineData("/* never ends", 0, "comment")]
    [InlineData("function(x) external {java: {class: \"java.lang.System\"}}", 12, "External functions")]
    public void What_cannot_be_read_is_a_problem_with_a_place_and_a_sentence(string text, int position, string sentence)
    {
        var expression = FeelExpression.Compile(text, "a", "b");
        var problem = Assert.Single(expression.Problems);
        Assert.Contains(sentence, problem.En, StringComparison.Ordinal);
        Assert.NotEqual(problem.En, problem.Zh);
        Assert.Equal(position, problem.Position);
        Assert.True(expression.Evaluate(new Evaluation(), 1, 2).IsNull);
    }

    [Fact]
    public void An_unknown_name_is_a_problem_that_names_it()
    {
        var problem = Assert.Single(FeelExpression.Compile("incom > 5", "income").Problems);
        Assert.Contains("'incom'", problem.En, StringComparison.Ordinal);
        Assert.Equal(0, problem.Position);
    }

    [Fact]
    public void A_call_with_wrong_arguments_is_a_problem_that_shows_how_to_call()
    {
        var problem = Assert.Single(FeelExpression.Compile("substring(\"a\")").Problems);
        Assert.Contains("start position: number", problem.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_and_length_have_limits_that_no_text_can_break()
    {
        Assert.NotEmpty(FeelExpression.Compile(new string('(', 5000) + "1" + new string(')', 5000)).Problems);
        Assert.NotEmpty(FeelExpression.Compile(new string('-', 5000) + "1").Problems);
        Assert.NotEmpty(FeelExpression.Compile(string.Join("+", Enumerable.Repeat("1", 40_000))).Problems);
        Assert.NotEmpty(FeelExpression.Compile("1" + new string(' ', 200_000)).Problems);
        Assert.NotEmpty(FeelExpression.Compile("a" + string.Concat(Enumerable.Repeat("[1]", 20_000)), "a").Problems);
    }

    [Fact]
    public void Any_text_is_either_read_or_refused_but_never_throws()
    {
        string[] pieces =
        [
            "1", "2.5", "\"s\"", "a", "b c", "(", ")", "[", "]", "{", "}", ",", ":", "..", ".", "+", "-", "*", "/", "**", "<", "<=", "=", "!=", "if ", " then ", " else ",
            "for ", " in ", " return ", "some ", " satisfies ", " and ", " or ", "not(", "null", "true", "?", "@\"P1D\"", " between ", " instance of ", "list<", ">", "function(",
            "count(", "date and time(", "item", "partial", "\\", "'", "//", "/*", "\"", "\n", "年", "\ud83d",
        ];
        Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]).Array[0, 14].Sample(
            text =>
            {
                var expression = FeelExpression.Compile(string.Concat(text), "a", "b c");
                expression.Evaluate(new Evaluation { StepLimit = 10_000 }, 3, FeelValue.List(1, 2));
            },
            iter: 20_000);
    }

    [Fact]
    public void A_value_written_as_FEEL_reads_back_as_itself()
    {
        var number = Gen.Select(Gen.Long, Gen.Int[-20, 20]).Select((c, e) => (FeelValue)new FeelNumber(c, e));
        var text = Gen.Char["ab\"\\\n年 {}"].Array[0, 8].Select(c => (FeelValue)new string(c));
        var simple = Gen.OneOf(number, text, Gen.Bool.Select(b => (FeelValue)b), Gen.Const(FeelValue.Null));
        var list = simple.Array[0, 4].Select(FeelValue.List);
        var context = Gen.Select(simple, list).Select((a, b) => FeelValue.Context(FeelContext.Of(("a", a), ("b c", b))));
        Gen.OneOf(simple, list, context).Sample(value =>
        {
            var expression = FeelExpression.Compile(value.ToLiteral());
            return expression.Problems.Count == 0 && expression.Evaluate(new Evaluation()) == value;
        });
    }
}
