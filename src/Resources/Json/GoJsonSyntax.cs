namespace OrleansScheduler.Resources.Json;

/// <summary>Finds the first syntax error of a JSON text and words it as Go's scanner does.</summary>
internal ref struct GoJsonSyntax(ReadOnlySpan<byte> json)
{
    private const string End = "unexpected end of JSON input";
    private readonly ReadOnlySpan<byte> _json = json;
    private int _at;
    private string? _error;

    public string Explain()
    {
        Value(0);
        SkipSpace();
        if (_error is null && _at < _json.Length)
        {
            Unexpected("after top-level value");
        }

        return _error ?? End;
    }

    private void Value(int depth)
    {
        SkipSpace();
        if (AtEnd() || depth > GoJson.MaxDepth)
        {
            _error ??= "exceeded max depth";
            return;
        }

        switch (_json[_at])
        {
            case (byte)'{':
                Members(depth);
                break;
            case (byte)'[':
                Elements(depth);
                break;
            case (byte)'"':
                Text();
                break;
            case (byte)'t':
                Literal("true");
                break;
            case (byte)'f':
                Literal("false");
                break;
            case (byte)'n':
                Literal("null");
                break;
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                Number();
                break;
            default:
                Unexpected("looking for beginning of value");
                break;
        }
    }

    private void Members(int depth)
    {
        _at++;
        SkipSpace();
        if (!AtEnd() && _json[_at] == '}')
        {
            _at++;
            return;
        }

        while (_error is null)
        {
            SkipSpace();
            if (AtEnd())
            {
                return;
            }

            if (_json[_at] != '"')
            {
                Unexpected("looking for beginning of object key string");
                return;
            }

            Text();
            Expect(':', "after object key");
            if (_error is not null)
            {
                return;
            }

            Value(depth + 1);
            if (Closes('}', "after object key:value pair"))
            {
                return;
            }
        }
    }

    private void Elements(int depth)
    {
        _at++;
        SkipSpace();
        if (!AtEnd() && _json[_at] == ']')
        {
            _at++;
            return;
        }

        while (_error is null)
        {
            Value(depth + 1);
            if (Closes(']', "after array element"))
            {
                return;
            }
        }
    }

    // True at the end of the list or at an error; false after a comma.
    private bool Closes(char close, string context)
    {
        SkipSpace();
        if (_error is not null || AtEnd())
        {
            return true;
        }

        var c = _json[_at];
        if (c != ',' && c != close)
        {
            Unexpected(context);
            return true;
        }

        _at++;
        return c == close;
    }

    private void Expect(char expected, string context)
    {
        SkipSpace();
        if (_error is not null || AtEnd())
        {
            return;
        }

        if (_json[_at] != expected)
        {
            Unexpected(context);
            return;
        }

        _at++;
    }

    private void Text()
    {
        for (_at++; !AtEnd(); _at++)
        {
            switch (_json[_at])
            {
                case (byte)'"':
                    _at++;
                    return;
                case (byte)'\\':
                    _at++;
                    if (!AtEnd() && !"\"\\/bfnrtu".Contains((char)_json[_at], StringComparison.Ordinal))
                    {
                        Unexpected("in string escape code");
                        return;
                    }

                    break;
                case < 0x20:
                    Unexpected("in string literal");
                    return;
            }
        }
    }

    private void Literal(string word)
    {
        for (var i = 0; i < word.Length; i++, _at++)
        {
            if (AtEnd())
            {
                return;
            }

            if (_json[_at] != word[i])
            {
                Unexpected($"in literal {word} (expecting '{word[i]}')");
                return;
            }
        }
    }

    private void Number()
    {
        if (_json[_at] == '-')
        {
            _at++;
            if (AtEnd())
            {
                return;
            }

            if (!char.IsAsciiDigit((char)_json[_at]))
            {
                Unexpected("in numeric literal");
                return;
            }
        }

        var isZero = _json[_at] == '0';
        _at++;
        while (!isZero && _at < _json.Length && char.IsAsciiDigit((char)_json[_at]))
        {
            _at++;
        }

        Fraction('.', "after decimal point in numeric literal");
        Fraction('e', "in exponent of numeric literal");
    }

    private void Fraction(char start, string context)
    {
        if (_error is not null || _at >= _json.Length || char.ToLowerInvariant((char)_json[_at]) != start)
        {
            return;
        }

        _at++;
        if (start == 'e' && _at < _json.Length && _json[_at] is (byte)'+' or (byte)'-')
        {
            _at++;
        }

        if (AtEnd())
        {
            return;
        }

        if (!char.IsAsciiDigit((char)_json[_at]))
        {
            Unexpected(context);
            return;
        }

        while (_at < _json.Length && char.IsAsciiDigit((char)_json[_at]))
        {
            _at++;
        }
    }

    private bool AtEnd()
    {
        if (_at < _json.Length)
        {
            return false;
        }

        _error ??= End;
        return true;
    }

    private void SkipSpace()
    {
        while (_at < _json.Length && _json[_at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            _at++;
        }
    }

    private void Unexpected(string context) =>
        _error ??= $"invalid character {GoJson.Quote(_json[_at])} {context}";
}
