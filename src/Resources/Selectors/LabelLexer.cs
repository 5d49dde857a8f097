namespace OrleansScheduler.Resources.Selectors;

/// <summary>Splits a label selector into tokens.</summary>
internal sealed class LabelLexer(string text)
{
    private int _at;

    public (LabelToken Token, string Text) Next()
    {
        while (_at < text.Length && IsSpace(text[_at]))
        {
            _at++;
        }

        if (_at == text.Length)
        {
            return (LabelToken.End, "");
        }

        return IsSymbol(text[_at]) ? Symbol() : Word();
    }

    // The longest known symbol; "==>" is "==" and then ">".
    private (LabelToken Token, string Text) Symbol()
    {
        var start = _at;
        var found = LabelToken.Error;
        while (_at < text.Length && IsSymbol(text[_at]))
        {
            var token = TokenOf(text[start..(_at + 1)]);
            if (token == LabelToken.Error && found != LabelToken.Error)
            {
                break;
            }

            found = token;
            _at++;
        }

        var literal = text[start.._at];
        return found == LabelToken.Error ? (found, $"error expected: keyword found '{literal}'") : (found, literal);
    }

    private (LabelToken Token, string Text) Word()
    {
        var start = _at;
        while (_at < text.Length && !IsSymbol(text[_at]) && !IsSpace(text[_at]))
        {
            _at++;
        }

        var literal = text[start.._at];
        return literal switch
        {
            "in" => (LabelToken.In, literal),
            "notin" => (LabelToken.NotIn, literal),
            _ => (LabelToken.Identifier, literal),
        };
    }

    private static LabelToken TokenOf(string symbol) => symbol switch
    {
        "," => LabelToken.Comma,
        "(" => LabelToken.Open,
        ")" => LabelToken.Close,
        "!" => LabelToken.Not,
        "=" => LabelToken.Equal,
        "==" => LabelToken.DoubleEqual,
        "!=" => LabelToken.NotEqual,
        ">" => LabelToken.Greater,
        "<" => LabelToken.Less,
        _ => LabelToken.Error,
    };

    private static bool IsSymbol(char c) => c is '=' or '!' or '(' or ')' or ',' or '>' or '<';

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\r' or '\n';
}
