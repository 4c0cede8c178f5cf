namespace Symetrie.Analytics.Measures;

/// <summary>Marks a key column of a row: what the row is about. Every one is a filter.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SubjectAttribute : Attribute;
