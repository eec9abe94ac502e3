using System;
using System.Collections.Generic;

namespace Saxaul.Feel.Syntax;

/// <summary>
/// Reads FEEL text into a tree (DMN 1.5, 10.3.1.2). The first error stops the reading: the parser then stands at the end of the text, where no rule
/// finds anything more to read.
/// </summary>
internal sealed partial class Parser
{
    // Deep enough for any person, shallow enough for any stack.
    private const int LongestText = 100_000;
    private const int DeepestNesting = 200;
    private const int LongestChain = 3_000;

    private readonly string _text;
    private readonly List<Token> _tokens;
    private readonly TypeNames _types;
    private NameScope _scope;

    // Names that can follow a point, or stand alone in a filter: components of known types and keys of contexts read so far.
    private readonly NameScope _members;
    private int _filters;
    private int _nesting;
    private int _chain;
    private int _at;
    private bool _usedInput;
    private bool _usedPartial;
    private FeelError? _error;

    private Parser(string text, List<Token> tokens, NameScope scope, TypeNames types)
    {
        _text = text;
        _tokens = tokens;
        _scope = scope;
        _types = types;
        _members = new(types.Members);
    }

    /// <summary>Reads one expression.</summary>
    public static Expr ParseExpression(string text, NameScope scope, TypeNames types) => Parse(text, scope, types, parser => parser.Expression());

    /// <summary>Reads the unary tests of a decision table's cell or of allowed values; "-" and empty text are the test that always holds.</summary>
    public static Expr ParseTests(string text, NameScope scope, TypeNames types) => Parse(text, scope, types, parser => parser.UnaryTests());

    /// <summary>Reads a type such as "number" or "list&lt;tPerson&gt;"; null when it is none.</summary>
    public static FeelType? ParseType(string text, TypeNames types)
    {
        if (!Lexer.TryRead(text, out var tokens, out _)) return null;
        var parser = new Parser(text, tokens, new NameScope(), types);
        var type = parser.TypeName();
        return parser._error is null && parser.Current.Kind == TokenKind.End ? type : null;
    }

    private static Expr Parse(string text, NameScope scope, TypeNames types, Func<Parser, Expr> rule)
    {
        if (text.Length > LongestText) return new BrokenExpr(FeelError.TextTooLong(LongestText));
        if (!Lexer.TryRead(text, out var tokens, out var error)) return new BrokenExpr(error!);
        var parser = new Parser(text, tokens, scope, types);
        var expression = rule(parser);
        if (parser._error is null && parser.Current.Kind != TokenKind.End) parser.Fail(FeelError.Unexpected(parser.Describe(), parser.Current.Start));
        return parser._error is null ? expression : new BrokenExpr(parser._error);
    }

    private Token Current => _tokens[_at];

    private Token Peek(int distance = 1) => _tokens[Math.Min(_at + distance, _tokens.Count - 1)];

    private string Describe() => Current.Kind == TokenKind.String ? FeelValue.Quote(Current.Text) : Current.Text;

    private bool Accept(string text)
    {
        if (!Current.Is(text)) return false;
        _at++;
        return true;
    }

    private void Expect(string text)
    {
        if (Accept(text)) return;
        Fail(Current.Kind == TokenKind.End
            ? FeelError.MissingAtEnd(text, Current.Start)
            : FeelError.Missing(text, Describe(), Current.Start));
    }

    private LiteralExpr Fail(FeelError error)
    {
        _error ??= error;
        _at = _tokens.Count - 1;
        return new LiteralExpr(default, error.Position);
    }

    private Expr Expression()
    {
        if (++_nesting > DeepestNesting) Fail(FeelError.TooDeep(Current.Start));
        var start = Current;
        Expr result = start switch
        {
            _ when KnownNameHere() => Disjunction(),
            _ when start.Is("if") => If(),
            _ when start.Is("for") => For(),
            _ when start.Is("some") || start.Is("every") => Quantified(),
            _ => Disjunction(),
        };
        _nesting--;
        return result;
    }

    // "for" and "if" may begin a declared name; a longer known name than the keyword wins.
    private bool KnownNameHere() => Current.Kind == TokenKind.Word && MatchName().Length > 1;

    private Expr Disjunction() => Chain(Conjunction, static token => token.Is("or") ? BinaryOperator.Or : null);

    private Expr Conjunction() => Chain(Comparison, static token => token.Is("and") ? BinaryOperator.And : null);

    private Expr Additive() => Chain(Multiplicative, static token => token.Kind != TokenKind.Symbol ? null : token.Text switch
    {
        "+" => BinaryOperator.Add,
        "-" => BinaryOperator.Subtract,
        _ => null,
    });

    private Expr Multiplicative() => Chain(Power, static token => token.Kind != TokenKind.Symbol ? null : token.Text switch
    {
        "*" => BinaryOperator.Multiply,
        "/" => BinaryOperator.Divide,
        _ => null,
    });

    private Expr Power() => Chain(Negation, static token => token.Is("**") ? BinaryOperator.Power : null);

    private Expr Chain(Func<Expr> operand, Func<Token, BinaryOperator?> operatorOf)
    {
        var left = operand();
        while (operatorOf(Current) is { } found)
        {
            int position = Current.Start;
            if (++_chain > LongestChain) return Fail(FeelError.TooDeep(position));
            _at++;
            left = new BinaryExpr(found, left, operand(), position);
        }
        return left;
    }

    private static BinaryOperator? ComparisonOperator(Token token) => token.Kind != TokenKind.Symbol ? null : token.Text switch
    {
        "=" => BinaryOperator.Equal,
        "!=" => BinaryOperator.NotEqual,
        "<" => BinaryOperator.Less,
        "<=" => BinaryOperator.LessOrEqual,
        ">" => BinaryOperator.Greater,
        ">=" => BinaryOperator.GreaterOrEqual,
        _ => null,
    };

    private Expr Comparison()
    {
        var left = Additive();
        while (true)
        {
            int position = Current.Start;
            if (++_chain > LongestChain) return Fail(FeelError.TooDeep(position));
            if (ComparisonOperator(Current) is { } found)
            {
                _at++;
                left = new BinaryExpr(found, left, Additive(), position);
            }
            else if (Accept("between"))
            {
                var low = Additive();
                Expect("and");
                left = new BetweenExpr(left, low, Additive(), position);
            }
            else if (Accept("in"))
            {
                left = new InExpr(left, InTests(), position);
            }
            else
            {
                _chain--;
                return left;
            }
        }
    }

    private Expr Negation()
    {
        int position = Current.Start;
        if (!Accept("-")) return InstanceOf();
        if (++_nesting > DeepestNesting) Fail(FeelError.TooDeep(position));
        var operand = Negation();
        _nesting--;
        return operand is LiteralExpr { Value.Kind: FeelKind.Number } literal
            ? new LiteralExpr(-literal.Value.Number, position)
            : new NegateExpr(operand, position);
    }

    private Expr InstanceOf()
    {
        var value = Postfix();
        while (Current.Is("instance") && Peek().Is("of"))
        {
            int position = Current.Start;
            _at += 2;
            value = new InstanceOfExpr(value, TypeName(), position);
        }
        return value;
    }

    private Expr Postfix()
    {
        var value = Primary();
        while (true)
        {
            int position = Current.Start;
            if (++_chain > LongestChain) return Fail(FeelError.TooDeep(position));
            if (Current.Is("[") && !ClosesRange())
            {
                _at++;
                _filters++;
                var condition = Expression();
                _filters--;
                Expect("]");
                value = new FilterExpr(value, condition, position);
            }
            else if (Accept("."))
            {
                value = new PathExpr(value, MemberName(), position);
            }
            else if (Current.Is("("))
            {
                value = Call(value);
            }
            else
            {
                _chain--;
                return value;
            }
        }
    }

    private int _rangeEnds;

    // In "]1..3[" the last bracket ends the range; in "[1..prices[1]]" it begins a filter. What follows tells them apart.
    private bool ClosesRange() =>
        _rangeEnds > 0
        && (Peek().Kind == TokenKind.End
            || Peek() is { Kind: TokenKind.Symbol, Text: ")" or "]" or "," or "}" or "=" or "!=" or "." }
            || Peek() is { Kind: TokenKind.Word, Text: "and" or "or" or "then" or "else" or "return" or "satisfies" or "instance" });

    private CallExpr Call(Expr function)
    {
        int position = Current.Start;
        Expect("(");
        var arguments = new List<Expr>();
        List<string>? names = null;
        if (!Accept(")"))
        {
            do
            {
                if (NameBeforeColon() is { } name)
                {
                    if (arguments.Count > 0 && names is null) Fail(FeelError.MixedArguments(Current.Start));
                    (names ??= []).Add(name);
                }
                else if (names is not null)
                {
                    Fail(FeelError.MixedArguments(Current.Start));
                }
                arguments.Add(Expression());
            }
            while (Accept(","));
            Expect(")");
        }
        return new CallExpr(function, arguments, names, position);
    }

    /// <summary>The name, if what stands here is "name:"; otherwise nothing is read.</summary>
    private string? NameBeforeColon()
    {
        if (Current.Kind == TokenKind.String && Peek().Is(":"))
        {
            string quoted = Current.Text;
            _at += 2;
            return quoted;
        }
        int at = _at;
        while (_tokens[at].Kind is TokenKind.Word or TokenKind.Number
            || _tokens[at] is { Kind: TokenKind.Symbol, Text: "+" or "-" or "*" or "/" or "**" or "'" or "." })
        {
            at++;
        }
        if (at == _at || !_tokens[at].Is(":") || Current.Kind != TokenKind.Word) return null;
        string name = TextOf(_at, at);
        _at = at + 1;
        return name;
    }

    private string TextOf(int from, int to) => NameScope.Normalize(_text[_tokens[from].Start.._tokens[to - 1].End]);

    private (string Name, int Length) MatchName()
    {
        var known = _scope.Match(_tokens, _at);
        if (_filters == 0) return known;
        var member = _members.Match(_tokens, _at);
        return member.Length > known.Length ? member : known;
    }

    private string VariableName()
    {
        var (name, length) = MatchName();
        return length > 0 && !ContinuesName(_at + length) ? Take(name, length) : AdjacentWords();
    }

    private string MemberName()
    {
        if (Current.Kind == TokenKind.String)
        {
            string quoted = Current.Text;
            _at++;
            return quoted;
        }
        var (name, length) = _members.Match(_tokens, _at);
        if (length > 0 && !ContinuesName(_at + length)) return Take(name, length);
        return AdjacentWords();
    }

    private string Take(string name, int length)
    {
        _at += length;
        return name;
    }

    // Two words in a row are never two operands, so they are one name even where nobody declared it.
    private string AdjacentWords()
    {
        int from = _at;
        if (Current.Kind != TokenKind.Word)
        {
            Fail(FeelError.NameExpected(Describe(), Current.Start));
            return "";
        }
        do _at++;
        while (ContinuesName(_at));
        return TextOf(from, _at);
    }

    private bool ContinuesName(int at) =>
        _tokens[at].Kind == TokenKind.Number
        || (_tokens[at] is { Kind: TokenKind.Word } word
            && word.Text is not ("and" or "or" or "in" or "then" or "else" or "between" or "satisfies" or "return" or "instance"));
}
