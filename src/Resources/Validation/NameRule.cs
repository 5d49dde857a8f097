namespace OrleansScheduler.Resources.Validation;

/// <summary>
/// What a kind's names may be: the problems of one, none for a good one. A prefix is a generateName, which may end in a dash.
/// </summary>
public delegate IReadOnlyList<string> NameRule(string name, bool isPrefix);
