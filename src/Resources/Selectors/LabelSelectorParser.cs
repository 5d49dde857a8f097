using System.Globalization;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Selectors;

/// <summary>
/// <c>requirement {"," requirement}</c>, where a requirement is <c>key</c>, <c>!key</c>, <c>key OP value</c> or
/// <c>key in|notin (value, ...)</c>; a missing value is the empty one.
/// </summary>
internal sealed class LabelSelectorParser
{
    private const string Operators = "in, notin, =, ==, !=, gt, lt";
    private readonly LabelLexer _lexer;
    private (LabelToken Token, string Text) _next;

    public LabelSelectorParser(string text)
    {
        _lexer = new LabelLexer(text);
        _next = _lexer.Next();
    }

    public IReadOnlyList<LabelRequirement> Parse()
    {
        var requirements = new List<LabelRequirement>();
        if (Peek() is not (LabelToken.Identifier or LabelToken.Not or LabelToken.End))
        {
            throw new FormatException($"found '{_next.Text}', expected: !, identifier, or 'end of string'");
        }

        while (Peek() != LabelToken.End)
        {
            requirements.Add(Requirement());
            var (token, text) = Take();
            if (token == LabelToken.End)
            {
                break;
            }

            if (token != LabelToken.Comma)
            {
                throw new FormatException($"found '{text}', expected: ',' or 'end of string'");
            }

            if (Peek() is not (LabelToken.Identifier or LabelToken.Not))
            {
                throw new FormatException($"found '{_next.Text}', expected: identifier after ','");
            }
        }

        return requirements;
    }

    private LabelRequirement Requirement()
    {
        var isNegated = Peek() == LabelToken.Not;
        if (isNegated)
        {
            Take();
        }

        var (token, key) = TakeValue();
        if (token != LabelToken.Identifier)
        {
            throw Unparsable($"found '{key}', expected: identifier");
        }

        EnsureKey(key);
        if (isNegated || Peek() is LabelToken.End or LabelToken.Comma)
        {
            return new LabelRequirement(key, isNegated ? LabelOperator.DoesNotExist : LabelOperator.Exists, []);
        }

        return Comparison(key);
    }

    private LabelRequirement Comparison(string key)
    {
        var (token, text) = Take();
        var (op, values) = token switch
        {
            LabelToken.In => (LabelOperator.In, Values()),
            LabelToken.NotIn => (LabelOperator.NotIn, Values()),
            LabelToken.Equal or LabelToken.DoubleEqual => (LabelOperator.In, ExactValue()),
            LabelToken.NotEqual => (LabelOperator.NotIn, ExactValue()),
            LabelToken.Greater => (LabelOperator.GreaterThan, ExactValue()),
            LabelToken.Less => (LabelOperator.LessThan, ExactValue()),
            _ => throw Unparsable($"found '{text}', expected: {Operators}"),
        };
        EnsureValues(key, op, values);
        return new LabelRequirement(key, op, values);
    }

    private IReadOnlyList<string> Values()
    {
        var (open, text) = TakeValue();
        if (open != LabelToken.Open)
        {
            throw Unparsable($"found '{text}' expected: '('");
        }

        var values = new SortedSet<string>(StringComparer.Ordinal);
        var expectsValue = true;
        while (true)
        {
            var (token, literal) = TakeValue();
            switch (token)
            {
                case LabelToken.Identifier when expectsValue:
                    values.Add(literal);
                    expectsValue = false;
                    break;
                case LabelToken.Comma or LabelToken.Close:
                    if (expectsValue)
                    {
                        values.Add("");
                    }

                    if (token == LabelToken.Close)
                    {
                        return [.. values];
                    }

                    expectsValue = true;
                    break;
                default:
                    throw Unparsable(expectsValue
                        ? $"found '{literal}', expected: ',', or identifier"
                        : $"found '{literal}', expected: ',' or ')'");
            }
        }
    }

    private IReadOnlyList<string> ExactValue()
    {
        if (Peek() is LabelToken.End or LabelToken.Comma)
        {
            return [""];
        }

        var (token, text) = TakeValue();
        return token == LabelToken.Identifier ? [text] : throw Unparsable($"found '{text}', expected: identifier");
    }

    private static void EnsureKey(string key)
    {
        var problems = NameSyntax.QualifiedName(key);
        if (problems.Count > 0)
        {
            throw Unparsable($"<nil>: Invalid value: {FieldValueText.Quote(key)}: {string.Join("; ", problems)}");
        }
    }

    private static void EnsureValues(string key, LabelOperator op, IReadOnlyList<string> values)
    {
        var errors = new FieldErrors();
        var path = FieldPath.Of("values");
        for (var i = 0; i < values.Count; i++)
        {
            if (op is LabelOperator.GreaterThan or LabelOperator.LessThan
                && !long.TryParse(values[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            {
                errors.Invalid(path.Index(i), values[i], "for 'Gt', 'Lt' operators, the value must be an integer");
            }

            var problems = NameSyntax.LabelValue(values[i]);
            if (problems.Count > 0)
            {
                errors.Invalid(path.Index(i).Key(key), values[i], string.Join("; ", problems));
            }
        }

        if (errors.Count > 0)
        {
            var texts = errors.Select(error => $"{error.Field}: {error.Message}").ToArray();
            throw Unparsable(texts.Length == 1 ? texts[0] : $"[{string.Join(", ", texts)}]");
        }
    }

    private LabelToken Peek() => _next.Token;

    private (LabelToken Token, string Text) Take()
    {
        var taken = _next;
        _next = _lexer.Next();
        return taken;
    }

    // Where a value is expected, "in" and "notin" are ordinary words.
    private (LabelToken Token, string Text) TakeValue()
    {
        var (token, text) = Take();
        return (token is LabelToken.In or LabelToken.NotIn ? LabelToken.Identifier : token, text);
    }

    private static FormatException Unparsable(string problem) => new("unable to parse requirement: " + problem);
}
