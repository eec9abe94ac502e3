using System;
using System.Linq;
using Xunit;

namespace Saxaul.Feel.Tests;

/// <summary>What an official writes and what comes of it. The left side is FEEL as it stands in a rule, the right side its value as FEEL.</summary>
public class FeelExpressionTests
{
    private static string Value(string expression)
    {
        var compiled = FeelExpression.Compile(expression);
        Assert.Empty(compiled.Problems);
        return compiled.Evaluate(new Evaluation()).ToLiteral();
    }

    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("0.1 + 0.2 = 0.3", "true")]
    [InlineData("10 / 4", "2.5")]
    [InlineData("1 / 3", "0.3333333333333333333333333333333333")]
    [InlineData("2 ** 10", "1024")]
    [InlineData("-3 ** 2", "9")]
    [InlineData("\"sand\" + \"dune\"", "\"sanddune\"")]
    [InlineData("1.5e3", "1500")]
    public void Arithmetic_is_decimal(string expression, string value) => Assert.Equal(value, Value(expression));

    [Theory]
    [InlineData("true and null", "null")]
    [InlineData("false and null", "false")]
    [InlineData("true or null", "true")]
    [InlineData("false or null", "null")]
    [InlineData("null = null", "true")]
    [InlineData("null = 0", "false")]
    [InlineData("null < 5", "null")]
    [InlineData("if null then 1 else 2", "2")]
    public void What_is_not_known_stays_unknown(string expression, string value) => Assert.Equal(value, Value(expression));

    [Theory]
    [InlineData("5 in [1..10]", "true")]
    [InlineData("10 in [1..10)", "false")]
    [InlineData("5 in (< 3, > 4)", "true")]
    [InlineData("\"b\" in (\"a\", \"b\")", "true")]
    [InlineData("5 between 1 and 10", "true")]
    [InlineData("\"x\" in [\"x\", \"y\"]", "true")]
    [InlineData("5 in ]5..6]", "false")]
    [InlineData("6 in [5..6[", "false")]
    public void A_value_is_tested_by_ranges_and_lists(string expression, string value) => Assert.Equal(value, Value(expression));

    [Theory]
    [InlineData("[10, 20, 30][2]", "20")]
    [InlineData("[10, 20, 30][-1]", "30")]
    [InlineData("[10, 20, 30][item > 15]", "[20, 30]")]
    [InlineData("[{age: 5}, {age: 9}][age >= 6].age", "[9]")]
    [InlineData("for x in 1..3 return x * x", "[1, 4, 9]")]
    [InlineData("for x in [1, 2], y in [10, 20] return x + y", "[11, 21, 12, 22]")]
    [InlineData("for i in 1..5 return if i < 3 then 1 else partial[-1] + partial[-2]", "[1, 1, 2, 3, 5]")]
    [InlineData("some x in [1, 2] satisfies x > 1", "true")]
    [InlineData("every x in [1, 2] satisfies x > 1", "false")]
    [InlineData("every x in [] satisfies x > 1", "true")]
    [InlineData("count([{age: 5}, {age: 9}][age >= 6])", "1")]
    public void Lists_are_filtered_and_walked_through(string expression, string value) => Assert.Equal(value, Value(expression));

    [Theory]
    [InlineData("{a: 1, b: a + 1}.b", "2")]
    [InlineData("{first name: \"Ayshe\"}.first name", "\"Ayshe\"")]
    [InlineData("{a-b: 1, c: a-b + 1}.c", "2")]
    [InlineData("get value({年收入: 8000}, \"年收入\")", "8000")]
    public void Contexts_have_names_of_any_kind(string expression, string value) => Assert.Equal(value, Value(expression));

    [Theory]
    [InlineData("@\"2024-02-29\" + @\"P1Y\"", "2025-02-28")]
    [InlineData("@\"2024-01-31\" + @\"P1M\"", "2024-02-29")]
    [InlineData("@\"2024-03-01\" - @\"2024-02-01\"", "P29D")]
    [InlineData("date(\"2024-05-01\").weekday", "3")]
    [InlineData("@\"2024-05-01T10:00:00+08:00\" = @\"2024-05-01T02:00:00Z\"", "true")]
    [InlineData("years and months duration(@\"2020-01-15\", @\"2024-05-14\")", "P4Y3M")]
    [InlineData("duration(\"PT90M\")", "PT1H30M")]
    [InlineData("@\"2023-12-31T23:00:00\" + duration(\"PT2H\")", "2024-01-01T01:00:00")]
    public void Dates_are_counted_with(string expression, string value) => Assert.Equal(value, Value(expression));

    [Theory]
    [InlineData("(function(x, y) x + y)(1, 2)", "3")]
    [InlineData("{f: function(x: number) x * 2, r: f(21)}.r", "42")]
    [InlineData("{n: 10, f: function(x) x + n, r: f(1)}.r", "11")]
    [InlineData("{add: function(a) function(b) a + b, r: add(1)(2)}.r", "3")]
    [InlineData("sort([3, 1, 2], function(a, b) a > b)", "[3, 2, 1]")]
    [InlineData("substring(string: \"steppe\", start position: 3, length: 2)", "\"ep\"")]
    public void Functions_are_values(string expression, string value) => Assert.Equal(value, Value(expression));

    [Theory]
    [InlineData("5 instance of number", "true")]
    [InlineData("[1, 2] instance of list<number>", "true")]
    [InlineData("{a: 1} instance of context<a: number>", "true")]
    [InlineData("[1..3] instance of range<number>", "true")]
    [InlineData("null instance of number", "false")]
    [InlineData("@\"P1D\" instance of days and time duration", "true")]
    public void Values_know_their_type(string expression, string value) => Assert.Equal(value, Value(expression));

    [Fact]
    public void Inputs_are_given_by_position_and_may_have_names_of_several_words()
    {
        var expression = FeelExpression.Compile("income per head < poverty line", "income per head", "poverty line");
        var evaluation = new Evaluation();
        Assert.Empty(expression.Problems);
        Assert.True(expression.Evaluate(evaluation, 7900, 8300).IsTrue);
        Assert.True(expression.Evaluate(evaluation, 8300, 8300).IsFalse);
        Assert.True(expression.Evaluate(evaluation, FeelValue.Null, 8300).IsNull);
    }

    [Fact]
    public void The_longest_known_name_wins()
    {
        Assert.Equal(3, FeelExpression.Compile("a - b", "a", "b").Evaluate(new Evaluation(), 5, 2).AsNumber);
        Assert.Equal(9, FeelExpression.Compile("a - b", "a", "b", "a-b").Evaluate(new Evaluation(), 5, 2, 9).AsNumber);
    }

    [Theory]
    [InlineData("-", 5, true)]
    [InlineData("< 6", 5, true)]
    [InlineData("1, 2, 5", 5, true)]
    [InlineData("not(1, 2)", 5, true)]
    [InlineData("[1..4], >= 10", 5, false)]
    [InlineData("? > 3 and ? < 6", 5, true)]
    [InlineData("odd(?)", 5, true)]
    [InlineData("null", 5, false)]
    public void Unary_tests_test_what_they_are_given(string tests, int value, bool holds)
    {
        var compiled = FeelExpression.CompileTests(tests);
        Assert.Empty(compiled.Problems);
        Assert.Equal(holds, compiled.Evaluate(new Evaluation(), value).AsBoolean);
    }

    [Fact]
    public void Wrong_kinds_give_null_and_an_error_in_both_languages()
    {
        var evaluation = new Evaluation();
        Assert.True(FeelExpression.Compile("1 + \"a\"").Evaluate(evaluation).IsNull);
        var error = Assert.Single(evaluation.Errors);
        Assert.Contains("'+' cannot be applied to 1", error.En, StringComparison.Ordinal);
        Assert.Contains("不能用于", error.Zh, StringComparison.Ordinal);
        Assert.Equal(2, error.Position);
    }

    [Fact]
    public void Errors_never_show_texts_which_may_be_names_of_people()
    {
        var evaluation = new Evaluation();
        FeelExpression.Compile("name + 1", "name").Evaluate(evaluation, "Ayshe Turdi");
        Assert.DoesNotContain("Ayshe", Assert.Single(evaluation.Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_null_that_comes_from_a_missing_fact_is_no_error()
    {
        var evaluation = new Evaluation();
        Assert.True(FeelExpression.Compile("income * 12 < 8000", "income").Evaluate(evaluation, FeelValue.Null).IsNull);
        Assert.Empty(evaluation.Errors);
    }

    [Fact]
    public void Arithmetic_comparison_and_logic_allocate_nothing()
    {
        var expression = FeelExpression.Compile("a * 2 - b > 10.5 and (b < 3 or a in [1..100]) and (some m in list satisfies m.x = b)", "a", "b", "list");
        var shape = new FeelShape("x");
        var list = FeelValue.List(FeelValue.Context(shape, 1), FeelValue.Context(shape, 2));
        var evaluation = new Evaluation();
        Assert.True(expression.Evaluate(evaluation, 20, 2, list).IsTrue);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) expression.Evaluate(evaluation, 20, 2, list);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void An_expression_that_would_run_for_ever_is_stopped_with_an_error()
    {
        var evaluation = new Evaluation { StepLimit = 10_000 };
        Assert.True(FeelExpression.Compile("for x in 1..1000000000 return x").Evaluate(evaluation).IsNull);
        Assert.Contains(evaluation.Errors, e => e.En.Contains("too many items", StringComparison.Ordinal));
    }

    [Fact]
    public void Threads_share_an_expression()
    {
        var expression = FeelExpression.Compile("sum(for x in list return x.v * factor)", "list", "factor");
        var shapes = Enumerable.Range(0, 4).Select(i => new FeelShape([.. Enumerable.Range(0, i).Select(n => $"n{n}"), "v"])).ToArray();
        System.Threading.Tasks.Parallel.For(0, 2000, i =>
        {
            var shape = shapes[i % 4];
            var item = FeelValue.Context(shape, [.. Enumerable.Repeat(FeelValue.Null, i % 4), i]);
            Assert.Equal(2 * i, expression.Evaluate(new Evaluation(), FeelValue.List(item, item), 1).AsNumber);
        });
    }
}
