select 'r-' || no as Id, requested_at as RequestedAt, started_at as StartedAt, finished_at as FinishedAt, state as State, progress as Progress, stage as Stage, snapshot as Snapshot, error as Error,
    schedule as Schedule, due_on as DueOn, attempts as Attempts, retry_at as RetryAt
from run where no = @no