namespace OrleansScheduler.Resources.Selectors;

/// <summary>The tokens of label selectors.</summary>
internal enum LabelToken
{
    End,
    Error,
    Identifier,
    Comma,
    Open,
    Close,
    Not,
    Equal,
    DoubleEqual,
    NotEqual,
    Greater,
    Less,
    In,
    NotIn,
}
