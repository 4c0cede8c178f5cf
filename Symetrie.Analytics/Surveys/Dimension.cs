namespace Symetrie.Analytics.Surveys;

/// <summary>What both voices rate in mirror: respect, information, recognition, …</summary>
/// <param name="Key">The stable key, as rows carry it.</param>
/// <param name="Name">The name for people.</param>
/// <param name="EmployeeQuestion">The mirrored question as put to employees; null where the dimension is only declared by a codebook.</param>
/// <param name="CustomerQuestion">The mirrored question as put to customers; null where the dimension is only declared by a codebook.</param>
public sealed record Dimension(string Key, LocalText Name, LocalText? EmployeeQuestion = null, LocalText? CustomerQuestion = null);
