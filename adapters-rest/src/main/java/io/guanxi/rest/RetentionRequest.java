package io.guanxi.rest;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * That a rule of retention is to be kept to now.
 *
 * @param rule its name
 */
record RetentionRequest(@NotBlank @Size(max = 50) String rule) {}
