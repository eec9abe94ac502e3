using System.Collections.Generic;

namespace Saxaul.Feel.Syntax;

// Literals, names, lists, contexts, ranges, functions, types: what an expression is made of.
internal sealed partial class Parser
{
    private Expr Primary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                _at++;
                return FeelNumber.TryParse(token.Text, out var number) ? new LiteralExpr(number, token.Start) : Fail(FeelError.NumberTooLarge(token.Text, token.Start));
            case TokenKind.String:
                _at++;
                return new LiteralExpr(token.Text, token.Start);
            case TokenKind.At:
                return AtLiteral();
            case TokenKind.Word:
                return Word(token);
            case TokenKind.Symbol:
                return Bracket(token);
            default:
                return Fail(token.Start == 0 ? FeelError.Empty() : FeelError.EndsTooEarly(token.Start));
        }
    }

    private Expr AtLiteral()
    {
        int position = Current.Start;
        _at++;
        if (Current.Kind != TokenKind.String) return Fail(FeelError.Missing("\"", Describe(), Current.Start));
        string text = Current.Text;
        _at++;
        var value = TemporalText.Parse(text);
        return value.IsNull ? Fail(FeelError.BadTemporal(text, position)) : new LiteralExpr(value, position);
    }

    private Expr Word(Token token)
    {
        if (MatchName().Length <= 1)
        {
            switch (token.Text)
            {
                case "true" or "false":
                    _at++;
                    return new LiteralExpr(token.Text == "true", token.Start);
                case "null":
                    _at++;
                    return new LiteralExpr(default, token.Start);
                case "function" when Peek().Is("("):
                    return Function();
                case "if" or "for" or "some" or "every":
                    return Expression();
            }
            if (Keywords.All.Contains(token.Text) && MatchName().Length == 0) return Fail(FeelError.Unexpected(token.Text, token.Start));
        }
        string name = VariableName();
        _usedPartial |= name == "partial";
        return new NameExpr(name, token.Start);
    }

    private Expr Bracket(Token token)
    {
        switch (token.Text)
        {
            case "(" when ComparisonOperator(Peek()) is { } found && found != BinaryOperator.NotEqual:
                _at += 2;
                return OpenRange(found, token.Start);
            case "(":
                _at++;
                int ends = _rangeEnds;
                _rangeEnds = 0;
                var inner = Expression();
                _rangeEnds = ends;
                if (Current.Is("..")) return Range(false, inner, token.Start);
                Expect(")");
                return inner;
            case "]":
                _at++;
                return Range(false, Additive(), token.Start);
            case "[":
                _at++;
                return ListOrRange(token.Start);
            case "{":
                return Context();
            case "?":
                _at++;
                _usedInput = true;
                return new NameExpr("?", token.Start);
            default:
                return Fail(FeelError.Unexpected(token.Text, token.Start));
        }
    }

    private Expr OpenRange(BinaryOperator comparison, int position)
    {
        var end = Additive();
        Expect(")");
        return comparison switch
        {
            BinaryOperator.Equal => new RangeExpr(true, end, end, true, position),
            BinaryOperator.Less or BinaryOperator.LessOrEqual => new RangeExpr(false, null, end, comparison == BinaryOperator.LessOrEqual, position),
            _ => new RangeExpr(comparison == BinaryOperator.GreaterOrEqual, end, null, false, position),
        };
    }

    private Expr Range(bool startIncluded, Expr start, int position)
    {
        Expect("..");
        _rangeEnds++;
        var end = Additive();
        _rangeEnds--;
        if (Accept("]")) return new RangeExpr(startIncluded, start, end, true, position);
        if (!Accept("[")) Expect(")");
        return new RangeExpr(startIncluded, start, end, false, position);
    }

    private Expr ListOrRange(int position)
    {
        var items = new List<Expr>();
        if (Accept("]")) return new ListExpr(items, position);
        int ends = _rangeEnds;
        _rangeEnds = 0;
        do
        {
            items.Add(Expression());
            if (items.Count == 1 && Current.Is(".."))
            {
                _rangeEnds = ends;
                return Range(true, items[0], position);
            }
        }
        while (Accept(","));
        _rangeEnds = ends;
        Expect("]");
        return new ListExpr(items, position);
    }

    private Expr Context()
    {
        int position = Current.Start;
        Expect("{");
        var entries = new List<EntryExpr>();
        var outer = _scope;
        _scope = new(outer);
        var names = new HashSet<string>(System.StringComparer.Ordinal);
        if (!Accept("}"))
        {
            do
            {
                var start = Current;
                if (NameBeforeColon() is not { } name) return Fail(FeelError.KeyExpected(Describe(), start.Start));
                if (!names.Add(name)) return Fail(FeelError.DuplicateKey(name, start.Start));
                var value = Expression();
                entries.Add(new(name, value));
                _scope.Add(name);
                _members.Add(name);
            }
            while (Accept(","));
            Expect("}");
        }
        _scope = outer;
        return new ContextExpr(entries, null, position);
    }

    private Expr If()
    {
        int position = Current.Start;
        Expect("if");
        var condition = Expression();
        Expect("then");
        var then = Expression();
        Expect("else");
        return new IfExpr(condition, then, Expression(), position);
    }

    private Expr For()
    {
        int position = Current.Start;
        Expect("for");
        var outer = _scope;
        var iterators = Iterators();
        _scope.Add("partial");
        Expect("return");
        bool before = _usedPartial;
        _usedPartial = false;
        var body = Expression();
        bool uses = _usedPartial;
        _usedPartial = before || uses;
        _scope = outer;
        return new ForExpr(iterators, body, uses, position);
    }

    private Expr Quantified()
    {
        var start = Current;
        _at++;
        var outer = _scope;
        var iterators = Iterators();
        Expect("satisfies");
        var condition = Expression();
        _scope = outer;
        return new QuantifiedExpr(start.Is("every"), iterators, condition, start.Start);
    }

    private List<IteratorExpr> Iterators()
    {
        var iterators = new List<IteratorExpr>();
        do
        {
            int from = _at;
            while (Current.Kind != TokenKind.End && !Current.Is("in")) _at++;
            string name = _at > from ? TextOf(from, _at) : "";
            if (name.Length == 0) Fail(FeelError.NameExpected(Describe(), Current.Start));
            Expect("in");
            var domain = Expression();
            var to = Accept("..") ? Expression() : null;
            iterators.Add(new(name, domain, to));
            _scope = new(_scope);
            _scope.Add(name);
        }
        while (Accept(","));
        return iterators;
    }

    private Expr Function()
    {
        int position = Current.Start;
        Expect("function");
        Expect("(");
        var outer = _scope;
        _scope = new(outer);
        var parameters = new List<ParameterExpr>();
        if (!Accept(")"))
        {
            do
            {
                int from = _at;
                while (Current.Kind != TokenKind.End && Current is not { Kind: TokenKind.Symbol, Text: ":" or "," or ")" }) _at++;
                string name = _at > from ? TextOf(from, _at) : "";
                if (name.Length == 0) Fail(FeelError.NameExpected(Describe(), Current.Start));
                parameters.Add(new(name, Accept(":") ? TypeName() : FeelType.Any));
                _scope.Add(name);
            }
            while (Accept(","));
            Expect(")");
        }
        if (Current.Is("external")) return Fail(FeelError.ExternalFunction(Current.Start));
        var body = Expression();
        _scope = outer;
        return new FunctionExpr(parameters, body, null, null, position);
    }

    private FeelType TypeName()
    {
        var start = Current;
        if (++_nesting > DeepestNesting) Fail(FeelError.TooDeep(start.Start));
        var type = start.Kind == TokenKind.Word && Peek().Is("<") ? GenericType() : null;
        _nesting--;
        if (type is not null) return type;
        if (start.Is("function") && Peek() is { Kind: not TokenKind.Word })
        {
            _at++;
            return FeelType.AnyFunction;
        }
        var (name, length) = _types.Names.Match(_tokens, _at);
        if (length > 0 && _types.Find(name) is { } found)
        {
            _at += length;
            return found;
        }
        Fail(FeelError.UnknownType(Describe(), start.Start));
        return FeelType.Any;
    }

    private FeelType? GenericType()
    {
        string name = Current.Text;
        if (name is not ("list" or "range" or "context" or "function")) return null;
        _at += 2;
        if (name is "list" or "range")
        {
            var element = TypeName();
            Expect(">");
            return name == "list" ? FeelType.ListOf(element) : FeelType.RangeOf(element);
        }
        if (name == "context")
        {
            var members = new List<KeyValuePair<string, FeelType>>();
            do
            {
                string? key = NameBeforeColon();
                if (key is null) Fail(FeelError.KeyExpected(Describe(), Current.Start));
                members.Add(new(key ?? "", TypeName()));
            }
            while (Accept(","));
            Expect(">");
            return FeelType.ContextOf(members);
        }
        var parameters = new List<FeelType>();
        if (!Current.Is(">"))
        {
            do parameters.Add(TypeName());
            while (Accept(","));
        }
        Expect(">");
        Expect("->");
        return FeelType.FunctionOf(parameters, TypeName());
    }
}
